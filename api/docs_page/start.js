// Shows the interface's description; everything comes from this server.
SwaggerUIBundle({
  url: "docs/openapi-3.0.json",
  dom_id: "#interface",
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
