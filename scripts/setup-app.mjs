// What `npm run setup` gives to Probot, whose server then shows the page on which GitHub makes the App
// from app.yml. It handles nothing: webhooks come to `npm start`.
export default () => {};
