using OpenRouterKeys.Fluent.ContractDrift;

namespace OpenRouterKeys.Fluent.Tests.Contract;

public sealed class ContractDriftTests : IDisposable
{
    private const string Contract = """
        openapi: 3.1.1
        info: { title: made up, version: '1' }
        paths:
          /pets:
            get:
              parameters:
                - { $ref: '#/components/parameters/Offset' }
                - { name: color, in: query, schema: { type: string } }
                - { name: Authorization, in: header, required: true, schema: { type: string } }
              responses:
                '200':
                  description: Pets
                  content:
                    application/json:
                      schema: { type: object, required: [data], properties: { data: { type: array, items: { $ref: '#/components/schemas/Pet' } } } }
                '404': { $ref: '#/components/responses/Error' }
            post:
              requestBody:
                content:
                  application/json:
                    schema: { $ref: '#/components/schemas/Pet' }
              responses:
                '201': { description: Created, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
                '500': { $ref: '#/components/responses/Error' }
          /pets/{id}:
            parameters:
              - { name: id, in: path, required: true, schema: { type: string } }
            get:
              responses:
                '200': { description: Pet, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
            delete:
              responses:
                '200': { description: Deleted, content: { application/json: { schema: { type: object, properties: { deleted: { type: boolean, const: true } } } } } }
            put:
              x-simulator-only: true
              responses:
                '200': { description: Replaced }
        components:
          parameters:
            Offset: { name: offset, in: query, schema: { type: integer } }
          responses:
            Error: { description: Error, content: { application/json: { schema: { type: object, properties: { message: { type: string } } } } } }
          schemas:
            Pet:
              type: object
              required: [name, born]
              properties:
                name: { type: string }
                born: { type: [string, 'null'], format: date-time }
                kind: { type: [string, 'null'], enum: [cat, dog, null] }
                weight: { type: number }
                owner: { type: object, properties: { id: { type: string } } }
                details: { type: object }
        """;

    // The same in JSON, in other forms: other names of path parameters and schemas, oneOf with null, allOf, nullable of OpenAPI 3.0.
    private const string Same = """
        {
          "openapi": "3.0.3",
          "info": { "title": "made up", "version": "2" },
          "paths": {
            "/api/v1/pets": {
              "get": {
                "parameters": [
                  { "name": "color", "in": "query", "schema": { "type": "string" } },
                  { "name": "offset", "in": "query", "schema": { "type": "integer" } }
                ],
                "responses": {
                  "200": {
                    "description": "Pets",
                    "content": { "application/json": { "schema": { "type": "object", "required": ["data"], "properties": {
                      "data": { "type": "array", "items": { "$ref": "#/components/schemas/Animal" } } } } } }
                  },
                  "404": { "description": "Not found" }
                }
              },
              "post": {
                "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Animal" } } } },
                "responses": {
                  "201": { "description": "Created", "content": { "application/json; charset=utf-8": { "schema": { "$ref": "#/components/schemas/Animal" } } } },
                  "500": { "description": "Error" }
                }
              }
            },
            "/api/v1/pets/{petId}": {
              "get": { "responses": { "200": { "description": "Pet", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Animal" } } } } } },
              "delete": { "responses": { "200": { "description": "Deleted", "content": { "application/json": { "schema": {
                "type": "object", "properties": { "deleted": { "type": "boolean", "enum": [true] } } } } } } } }
            },
            "/other": { "get": { "responses": { "200": { "description": "Not called by the library" } } } }
          },
          "components": {
            "schemas": {
              "Named": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" } } },
              "Kind": { "type": "string", "enum": ["dog", "cat"] },
              "Animal": {
                "allOf": [
                  { "$ref": "#/components/schemas/Named" },
                  {
                    "type": "object",
                    "required": ["born"],
                    "properties": {
                      "born": { "type": "string", "format": "date-time", "nullable": true },
                      "kind": { "oneOf": [{ "$ref": "#/components/schemas/Kind" }, { "type": "string", "nullable": true, "enum": ["cat", null] }] },
                      "weight": { "type": "number" },
                      "owner": { "type": "object", "properties": { "id": { "type": "string" } } },
                      "details": { "type": "object", "properties": { "anything": { "type": "string" } } }
                    }
                  }
                ]
              }
            }
          }
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("drift-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(Contract)]
    [InlineData(Same)]
    public void Same_contract_in_another_form_has_no_difference(string document)
    {
        Assert.Empty(Run(document, out var exitCode));
        Assert.Equal(0, exitCode);
    }

    [Theory]
    [InlineData("    weight: { type: number }", "    weight: { type: number }\n        age: { type: integer }", "property data[].age added", "property age added")]
    [InlineData("        weight: { type: number }\n", "", "property data[].weight removed", "property weight removed")]
    [InlineData("weight: { type: number }", "weight: { type: [string, 'null'] }", "property data[].weight: type changed from number to string or null", "property weight: type changed from number to string or null")]
    [InlineData("name: { type: string }", "name: {}", "property data[].name: type changed from string to any", "property name: type changed from string to any")]
    [InlineData("format: date-time", "format: date", "property data[].born: type changed from string (date-time) or null to string (date) or null", "property born: type changed from string (date-time) or null to string (date) or null")]
    [InlineData("enum: [cat, dog, null]", "enum: [cat, bird, null]", "property data[].kind: value \"bird\" added|property data[].kind: value \"dog\" removed", "property kind: value \"bird\" added|property kind: value \"dog\" removed")]
    [InlineData(", enum: [cat, dog, null]", "", "property data[].kind: values are no longer listed", "property kind: values are no longer listed")]
    [InlineData("required: [name, born]", "required: [born, kind]", "property data[].name is no longer required|property data[].kind is now required", "property name is no longer required|property kind is now required")]
    [InlineData("id: { type: string } } }", "key: { type: string } }, required: [key] }", "property data[].owner.key added and is required|property data[].owner.id removed", "property owner.key added and is required|property owner.id removed")]
    public void Change_of_a_schema_is_reported_for_every_call_that_has_it(string from, string to, string inList, string inBody)
    {
        var pet = Contract.LastIndexOf("    Pet:", StringComparison.Ordinal);
        var differences = Run(Contract[..pet] + Replace(Contract[pet..], from, to), out var exitCode);

        Assert.Equal(
            [
                .. inList.Split('|').Select(difference => $"GET /pets: response 200: {difference}"),
                .. inBody.Split('|').Select(difference => $"POST /pets: request: {difference}"),
                .. inBody.Split('|').Select(difference => $"POST /pets: response 201: {difference}"),
                .. inBody.Split('|').Select(difference => $"GET /pets/{{id}}: response 200: {difference}"),
            ],
            differences);
        Assert.Equal(1, exitCode);
    }

    [Theory]
    [InlineData("        '404': { $ref: '#/components/responses/Error' }\n", "        '402': { description: Payment }\n", "GET /pets: status 402 added|GET /pets: status 404 removed")]
    [InlineData("name: color, in: query", "name: size, in: query, required: true", "GET /pets: parameter size added and is required|GET /pets: parameter color removed")]
    [InlineData(
        "      - { name: id, in: path, required: true, schema: { type: string } }\n",
        "      - { name: id, in: path, required: true, schema: { type: string } }\n      - { name: view, in: query, schema: { type: string } }\n",
        "GET /pets/{id}: parameter view added|DELETE /pets/{id}: parameter view added")]
    [InlineData("name: color, in: query", "name: color, in: query, required: true", "GET /pets: parameter color: is now required")]
    [InlineData("in: query, schema: { type: integer }", "in: query, schema: { type: string }", "GET /pets: parameter offset: type changed from integer to string")]
    [InlineData("    delete:", "    patch:", "DELETE /pets/{id}: call removed")]
    [InlineData("  /pets/{id}:", "  /animals/{id}:", "GET /pets/{id}: call removed|DELETE /pets/{id}: call removed")]
    [InlineData("{ description: Deleted, content: { application/json: { schema: { type: object, properties: { deleted: { type: boolean, const: true } } } } } }", "{ description: Deleted }", "DELETE /pets/{id}: response 200: body removed")]
    [InlineData("message: { type: string }", "message: { type: integer }", "GET /pets: response 404: property message: type changed from string to integer|POST /pets: response 500: property message: type changed from string to integer")]
    public void Change_of_a_call_is_reported(string from, string to, string expected)
    {
        Assert.Equal(expected.Split('|'), Run(Replace(Contract, from, to), out var exitCode));
        Assert.Equal(1, exitCode);
    }

    [Fact]
    public void Repository_contract_has_no_difference_to_itself()
    {
        using var output = new StringWriter();

        var exitCode = DriftCheck.Run([Path.Combine(AppContext.BaseDirectory, "Fixtures", "keys.openapi.yaml")], output, TextWriter.Null);

        Assert.Equal((0, ""), (exitCode, output.ToString()));
    }

    [Fact]
    public void Older_contract_lacks_calls_of_the_repository_contract()
    {
        using var output = new StringWriter();

        var exitCode = DriftCheck.Run([Path.Combine(AppContext.BaseDirectory, "Fixtures", "create-keys.openapi.yaml")], output, TextWriter.Null);

        Assert.Equal(1, exitCode);
        Assert.Contains("GET /keys: call removed", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("POST /keys: request: property external removed", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no document")]
    [InlineData("[]")]
    [InlineData("{ \"openapi\": ")]
    [InlineData("a: b: c")]
    [InlineData("openapi: 3.1.1\ninfo: { title: made up, version: '1' }\npaths: {}")]
    public void File_that_is_not_an_OpenAPI_document_returns_2(string document)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        Assert.Equal(2, DriftCheck.Run([Write("document", document)], output, error));
        Assert.Equal("", output.ToString());
        Assert.Contains("cannot be read", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#/components/schemas/Pet", "#/components/schemas/Unknown")]
    [InlineData("#/components/parameters/Offset", "#/components/parameters/Unknown")]
    [InlineData("#/components/responses/Error", "#/components/responses/Unknown")]
    [InlineData("      type: object\n      required: [name, born]", "      allOf: [{ $ref: '#/components/schemas/Pet' }]\n      required: [name, born]")]
    public void Reference_that_cannot_be_resolved_returns_2(string from, string to)
    {
        using var error = new StringWriter();

        Assert.Equal(2, DriftCheck.Run([Write("document", Replace(Contract, from, to)), Write("contract", Contract)], TextWriter.Null, error));
        Assert.NotEmpty(error.ToString());
    }

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("one", "two", "three")]
    [InlineData("does-not-exist.yaml")]
    public void Invalid_arguments_return_2(params string[] args)
    {
        using var error = new StringWriter();

        Assert.Equal(2, DriftCheck.Run(args, TextWriter.Null, error));
        Assert.NotEmpty(error.ToString());
    }

    private string[] Run(string document, out int exitCode)
    {
        using var output = new StringWriter();
        exitCode = DriftCheck.Run([Write("document", document), Write("contract", Contract)], output, TextWriter.Null);
        return output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Replace(string text, string from, string to)
    {
        Assert.Contains(from, text, StringComparison.Ordinal);
        return text.Replace(from, to, StringComparison.Ordinal);
    }
}
