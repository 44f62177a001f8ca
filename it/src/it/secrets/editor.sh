# An editor as users have one: gets the file as its last argument.
ls -l "$2" | cut -c1-10 > edited.mode
dirname "$2" > edited.directory
sed "s/$1/changed by hand/" "$2" > edited.copy && cat edited.copy > "$2"
