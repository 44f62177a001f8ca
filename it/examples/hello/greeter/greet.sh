# Says hello to the web server now and then; what it says is in its log.
trap 'exit 0' TERM
while true; do
  echo "greeter: ${GREETING:-hello}"
  sleep 5 &
  wait $!
done
