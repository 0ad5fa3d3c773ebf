namespace OpenRouterKeys.Fluent.Analyzers.Tests.Usage;

/// <summary>Tests ORK2006.</summary>
public class SerializedKeyTests
{
    private const string Usings = """
        using System.Net.Http;
        using System.Net.Http.Json;
        using System.Text.Json.Serialization;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Routing;

        """;

    private const string Types = """
        class Response { public string Hash { get; set; } public ApiKey Key { get; set; } }
        record Sold(string Hash, CreatedKey Key);
        class Many { public List<CreatedKey> Keys { get; set; } }
        class Derived : Response;
        class Included { [JsonInclude] public ApiKey Key; }
        class Late { [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public ApiKey Key { get; set; } }
        class Ignored { [JsonIgnore] public ApiKey Key { get; set; } public string Hash { get; set; } }
        class Converted { [JsonConverter(typeof(KeyConverter))] public ApiKey Key { get; set; } }
        [JsonConverter(typeof(KeyConverter))] class ConvertedType { public ApiKey Key { get; set; } }
        class KeyConverter : JsonConverter<object> { public override object Read(ref Utf8JsonReader r, Type t, JsonSerializerOptions o) => null; public override void Write(Utf8JsonWriter w, object v, JsonSerializerOptions o) { } }
        class Hidden { internal ApiKey Key { get; set; } public static ApiKey Shared { get; set; } public ApiKey Field; private ApiKey Own { get; set; } public ApiKey Set { set { } } }
        class Deep { public Response Inner { get; set; } }
        class Safe { public string Hash { get; set; } public string Secret { get; set; } public static implicit operator Safe(CreatedKey key) => new(); }
        class KeyResult(CreatedKey key) : IResult { public CreatedKey Key => key; public Task ExecuteAsync(HttpContext context) => null; }
        interface IHash { string Hash { get; } }
        class Keyed : IHash { public string Hash => ""; public ApiKey Key { get; set; } }
        """;

    [Theory]
    [InlineData("_ = JsonSerializer.Serialize({|ORK2006:created|});")]
    [InlineData("_ = JsonSerializer.Serialize<object>({|ORK2006:created|});")]
    [InlineData("_ = JsonSerializer.Serialize({|ORK2006:(object)created|});")]
    [InlineData("_ = JsonSerializer.Serialize(value: {|ORK2006:created|});")]
    [InlineData("_ = JsonSerializer.Serialize({|ORK2006:created|}, typeof(CreatedKey));")]
    [InlineData("_ = JsonSerializer.SerializeToUtf8Bytes({|ORK2006:created.Key|});")]
    [InlineData("_ = JsonSerializer.SerializeToElement({|ORK2006:new { created.Key }|});")]
    [InlineData("_ = JsonSerializer.SerializeToNode({|ORK2006:new[] { created }|}); _ = JsonSerializer.SerializeToDocument({|ORK2006:new List<CreatedKey>()|});")]
    [InlineData("await JsonSerializer.SerializeAsync(stream, {|ORK2006:created|});")]
    [InlineData("JsonSerializer.Serialize(stream, {|ORK2006:created|});")]
    [InlineData("_ = JsonSerializer.Serialize({|ORK2006:created|}, (JsonSerializerOptions)null);")]
    [InlineData("_ = JsonSerializer.Serialize({|ORK2006:created|}, JsonSerializerOptions.Web);")]
    [InlineData("_ = JsonSerializer.Serialize({|ORK2006:created|}, new JsonSerializerOptions { WriteIndented = true });")]
    [InlineData("_ = JsonSerializer.Serialize({|ORK2006:created|}, new JsonSerializerOptions(JsonSerializerDefaults.Web));")]
    [InlineData("_ = JsonSerializer.Serialize({|ORK2006:client.CreateAsync(null)|});")]
    [InlineData("_ = JsonSerializer.Serialize({|ORK2006:await client.CreateAsync(null)|});")]
    [InlineData("_ = JsonSerializer.Serialize({|ORK2006:rotated|}); _ = JsonSerializer.Serialize({|ORK2006:result|});")]
    [InlineData("_ = JsonSerializer.Serialize({|ORK2006:new Dictionary<string, CreatedKey>()|});")]
    [InlineData("_ = JsonSerializer.Serialize({|ORK2006:new Response()|}); _ = JsonSerializer.Serialize({|ORK2006:new Sold(\"\", created)|});")]
    [InlineData("_ = JsonSerializer.Serialize({|ORK2006:new Many()|}); _ = JsonSerializer.Serialize({|ORK2006:new Derived()|});")]
    [InlineData("_ = JsonSerializer.Serialize({|ORK2006:new Included()|}); _ = JsonSerializer.Serialize({|ORK2006:new Late()|});")]
    [InlineData("using var content = JsonContent.Create({|ORK2006:created|});")]
    [InlineData("await http.PostAsJsonAsync(\"u\", {|ORK2006:created|}); await http.PutAsJsonAsync(\"u\", {|ORK2006:new { created }|});")]
    [InlineData("await context.Response.WriteAsJsonAsync({|ORK2006:created|});")]
    [InlineData("_ = Results.Ok({|ORK2006:created|}); _ = TypedResults.Ok({|ORK2006:created|}); _ = Results.Ok({|ORK2006:(object)created|});")]
    [InlineData("_ = Results.Created(\"u\", {|ORK2006:created|}); _ = TypedResults.Created(\"u\", {|ORK2006:new { created.Info.Hash, created.Key }|});")]
    [InlineData("_ = Results.Json({|ORK2006:created|}); _ = Results.Accepted(value: {|ORK2006:created|}); _ = Results.Conflict({|ORK2006:created|});")]
    [InlineData("foreach (var one in from k in new[] { created } select Results.Ok({|ORK2006:k|})) { }")]
    public Task Value_that_is_written_is_reported(string statements) => Run(statements);

    [Theory]
    [InlineData("_ = JsonSerializer.Serialize(request); _ = JsonSerializer.Serialize(created.Info); _ = JsonSerializer.Serialize(created.Key.Reveal());")]
    [InlineData("_ = JsonSerializer.Serialize(new { created.Info.Hash, Secret = created.Key.Reveal() });")]
    [InlineData("_ = JsonSerializer.Serialize<CreatedKey>(null); _ = JsonSerializer.Serialize(default(CreatedKey));")]
    [InlineData("_ = JsonSerializer.Serialize((created, created.Key));")]
    [InlineData("_ = JsonSerializer.Serialize(new Ignored()); _ = JsonSerializer.Serialize(new Converted()); _ = JsonSerializer.Serialize(new ConvertedType());")]
    [InlineData("_ = JsonSerializer.Serialize(new Hidden()); _ = JsonSerializer.Serialize(new Deep()); _ = JsonSerializer.Serialize<Safe>(created);")]
    [InlineData("_ = JsonSerializer.Serialize<IHash>(new Keyed());")]
    [InlineData("var options = new JsonSerializerOptions(); options.Converters.Add(new KeyConverter()); _ = JsonSerializer.Serialize(created, options);")]
    [InlineData("_ = JsonSerializer.Serialize(created, new JsonSerializerOptions { Converters = { new KeyConverter() } });")]
    [InlineData("_ = JsonSerializer.Serialize(created, new JsonSerializerOptions { TypeInfoResolver = null });")]
    [InlineData("_ = JsonSerializer.Serialize(created, new JsonSerializerOptions(text));")]
    [InlineData("_ = Results.Json(created, text); await context.Response.WriteAsJsonAsync(created, text);")]
    [InlineData("_ = Results.Ok(created.Info); _ = Results.Ok(); _ = Results.Created(created.Info.Hash, null); _ = Results.Ok(new { created.Info.Hash });")]
    [InlineData("_ = Results.Text(created.Key.Reveal()); _ = Results.Ok(new Safe());")]
    [InlineData("_ = JsonSerializer.Deserialize<CreatedKey>(\"{}\"); _ = await http.GetFromJsonAsync<CreatedKey>(\"u\");")]
    [InlineData("Xunit.Assert.Throws(() => JsonSerializer.Serialize(created));")]
    [InlineData("_ = Mine.JsonSerializer.Serialize(created); _ = Mine.Results.Ok(created);")]
    [InlineData("_ = JsonSerializer.Serialize(created{|CS1026:;|}")]
    [InlineData("_ = JsonSerializer.Serialize({|CS0103:creatd|});")]
    public Task Value_that_can_be_written_is_not_reported(string statements) => Run(statements);

    [Theory]
    [InlineData("app.MapPost(\"/\", () => {|ORK2006:created|});")]
    [InlineData("app.MapPost(\"/\", (string name) => {|ORK2006:client.CreateAsync(KeyRequest.Named(name))|});")]
    [InlineData("app.MapPost(\"/\", async (string name) => {|ORK2006:await client.CreateAsync(KeyRequest.Named(name))|});")]
    [InlineData("app.MapPost(\"/\", async (string name) => { var key = await client.CreateAsync(KeyRequest.Named(name)); return {|ORK2006:key|}; });")]
    [InlineData("app.MapPut(\"/\", () => {|ORK2006:new { created.Key }|}); app.MapGet(\"/\", () => {|ORK2006:new[] { created }|});")]
    [InlineData("app.MapPatch(\"/\", () => {|ORK2006:rotated|}); app.MapDelete(\"/\", () => {|ORK2006:created.Key|});")]
    [InlineData("app.MapMethods(\"/\", [\"POST\"], () => {|ORK2006:created|}); app.Map(\"/\", () => {|ORK2006:created|}); app.MapFallback(() => {|ORK2006:created|});")]
    [InlineData("app.MapGroup(\"/keys\").MapPost(\"/\", () => {|ORK2006:created|});")]
    [InlineData("app.MapPost(\"/\", () => {|ORK2006:client.CreateManyAsync([request], (k, t) => Task.CompletedTask)|});")]
    [InlineData("app.MapPost(\"/\", object () => {|ORK2006:created|});")]
    [InlineData("app.MapPost(\"/\", (bool b) => { if (b) return {|ORK2006:created|}; return {|ORK2006:created with { }|}; });")]
    [InlineData("app.MapPost(\"/\", (bool b) => {|ORK2006:b ? created : null|});")]
    [InlineData("app.MapPost(\"/\", (bool b) => b ? Results.Ok({|ORK2006:created|}) : Results.NotFound());")]
    [InlineData("app.MapPost(\"/\", () => TypedResults.Ok({|ORK2006:created|}));")]
    [InlineData("var handler = () => {|ORK2006:created|}; app.MapPost(\"/\", handler);")]
    [InlineData("CreatedKey Create() => {|ORK2006:created|}; app.MapPost(\"/\", Create);")]
    [InlineData("app.MapPost(\"/\", handler: ((Func<CreatedKey>)(Create))); CreatedKey Create() => {|ORK2006:created|};")]
    [InlineData("app?.MapPost(\"/\", new Func<CreatedKey>(Create))?.ToString(); CreatedKey Create() => {|ORK2006:created|};")]
    [InlineData("app.MapPost(\"/\", Create); async Task<CreatedKey> Create() { await Task.Yield(); return {|ORK2006:created|}; }")]
    [InlineData("app.MapPost(\"/\", Create); async IAsyncEnumerable<CreatedKey> Create() { await Task.Yield(); yield return {|ORK2006:created|}; }")]
    [InlineData("app.MapPost(\"/\", handler: (Delegate)(() => {|ORK2006:created|}));")]
    [InlineData("EndpointRouteBuilderExtensions.MapPost(app, \"/\", () => {|ORK2006:created|});")]
    public Task Value_that_an_endpoint_returns_is_reported(string statements) => Run(statements);

    [Theory]
    [InlineData("app.MapPost(\"/\", () => new { created.Info.Hash, Secret = created.Key.Reveal() });")]
    [InlineData("app.MapPost(\"/\", () => created.Info); app.MapPost(\"/\", () => request); app.MapPost(\"/\", () => Results.Ok());")]
    [InlineData("app.MapPost(\"/\", () => new KeyResult(created)); app.MapPost(\"/\", async () => { await client.CreateAsync(request, (k, t) => Task.CompletedTask); });")]
    [InlineData("app.MapPost(\"/\", (HttpContext context) => client.DeleteAsync(\"h\"));")]
    [InlineData("app.MapPost(\"/\", new RequestDelegate(c => client.CreateAsync(request)));")]
    [InlineData("app.MapPost(\"/\", Safe () => created);")]
    [InlineData("app.MapPost(\"/\", () => { CreatedKey Local() => created; return Local().Info; });")]
    [InlineData("app.MapPost(\"/\", () => new[] { 1 }.Select(n => created).First().Info);")]
    [InlineData("Func<CreatedKey> f = () => created; _ = f(); CreatedKey F() => created; _ = F();")]
    [InlineData("Mine.Results.MapPost(\"/\", () => created);")]
    [InlineData("app.MapPost(\"/\", () => (created, 1));")]
    [InlineData("app.MapPost(\"/\", () => created{|CS1026:;|}")]
    public Task Value_that_is_not_written_is_not_reported(string statements) => Run(statements);

    [Theory]
    [InlineData("public class Keys : ControllerBase { public CreatedKey Post(CreatedKey k) => {|ORK2006:k|}; }")]
    [InlineData("public class Keys : ControllerBase { public ActionResult<CreatedKey> Post(CreatedKey k) => {|ORK2006:k|}; }")]
    [InlineData("public class Keys : ControllerBase { public async Task<ActionResult<CreatedKey>> Post(CreatedKey k) { await Task.Yield(); return {|ORK2006:k|}; } }")]
    [InlineData("public class Keys : ControllerBase { public Task<CreatedKey> Post(IOpenRouterKeysClient c, KeyRequest r) => {|ORK2006:c.CreateAsync(r)|}; }")]
    [InlineData("public class Keys : ControllerBase { public IActionResult Post(CreatedKey k) => Ok({|ORK2006:k|}); }")]
    [InlineData("public class Keys : ControllerBase { public ActionResult<CreatedKey> Post(CreatedKey k) => Ok({|ORK2006:k|}); }")]
    [InlineData("public class Keys : ControllerBase { public IActionResult Post(CreatedKey k) => CreatedAtAction(\"a\", null, {|ORK2006:k|}); }")]
    [InlineData("public class Keys : ControllerBase { public IActionResult Post(CreatedKey k) => Created(\"a\", {|ORK2006:k|}); }")]
    [InlineData("public class Keys : ControllerBase { public IActionResult Post(CreatedKey k) => Accepted({|ORK2006:k|}); }")]
    [InlineData("public class Keys : ControllerBase { public IActionResult Post(CreatedKey k) => StatusCode(201, {|ORK2006:k|}); }")]
    [InlineData("public class Keys : Controller { public IActionResult Post(CreatedKey k) => Json({|ORK2006:new { k.Key }|}); }")]
    [InlineData("public class Keys : ControllerBase { public IActionResult Post(CreatedKey k) => new ObjectResult({|ORK2006:k|}); }")]
    [InlineData("public class Keys : ControllerBase { public IActionResult Post(CreatedKey k) => new JsonResult({|ORK2006:k|}); }")]
    [InlineData("public class Keys : ControllerBase { public IActionResult Post(CreatedKey k) => new OkObjectResult({|ORK2006:k|}); }")]
    [InlineData("public class Base : ControllerBase { public override OkObjectResult Ok(object value) => base.Ok(value); } public class Keys : Base { public object Post(CreatedKey k) => Ok({|ORK2006:k|}); }")]
    [InlineData("[ApiController] public class Keys { public CreatedKey Post(CreatedKey k) => {|ORK2006:k|}; }")]
    [InlineData("public class KeysController { [HttpPost] public CreatedKey Post(CreatedKey k) => {|ORK2006:k|}; }")]
    [InlineData("public class Keys : ControllerBase { public object Post(CreatedKey k) => {|ORK2006:k|}; }")]
    [InlineData("public class Keys : ControllerBase { public CreatedKey Post(CreatedKey k) { try { return {|ORK2006:k|}; } catch (KeyRequestRejectedException) { return null; } } }")]
    [InlineData("class A { void M(WebApplication app) => app.MapPost(\"/\", B.Create); } class B { public static CreatedKey Create() { CreatedKey k = null; return {|ORK2006:k|}; } }")]
    [InlineData("class A { void M(WebApplication app) { app.MapPost(\"/\", Create); app.MapPut(\"/\", Create); } Task<CreatedKey> Create(IOpenRouterKeysClient c, KeyRequest r) => {|ORK2006:c.CreateAsync(r)|}; }")]
    public Task Value_that_an_action_returns_is_reported(string types) => Verify.File(Usings + types);

    [Theory]
    [InlineData("public class Keys : ControllerBase { [NonAction] public CreatedKey Post(CreatedKey k) => k; }")]
    [InlineData("public class Keys : ControllerBase { CreatedKey Post(CreatedKey k) => k; protected CreatedKey Put(CreatedKey k) => k; public static CreatedKey Get(CreatedKey k) => k; }")]
    [InlineData("public class Keys : ControllerBase { CreatedKey k; public CreatedKey K => k; }")]
    [InlineData("public class Keys : ControllerBase { public IActionResult Post(CreatedKey k) => Ok(new { k.Info.Hash, Secret = k.Key.Reveal() }); }")]
    [InlineData("public class Keys : ControllerBase { public ActionResult<KeyInfo> Post(CreatedKey k) => k.Info; }")]
    [InlineData("public class Keys : ControllerBase { public string Post(CreatedKey k) { Func<CreatedKey> f = () => k; return f().Info.Hash; } }")]
    [InlineData("public class Keys : Controller { public IActionResult Post(CreatedKey k) => View(k); }")]
    [InlineData("public class Keys : Controller { public IActionResult Post(CreatedKey k, object settings) => Json(k, settings); }")]
    [InlineData("[NonController] public class Keys : ControllerBase { public CreatedKey Post(CreatedKey k) => k; }")]
    [InlineData("public class KeysController { public CreatedKey Post(CreatedKey k) => k; }")]
    [InlineData("public class Keys { public CreatedKey Post(CreatedKey k) => k; }")]
    [InlineData("class A { CreatedKey Create() => null; void M() { Func<CreatedKey> f = Create; } }")]
    public Task Value_that_no_action_returns_is_not_reported(string types) => Verify.File(Usings + types);

    private static Task Run(string statements) => Verify.File(
        $$"""
        {{Usings}}
        class C
        {
            async Task M(
                WebApplication app, HttpClient http, HttpContext context, IOpenRouterKeysClient client, KeyRequest request, CreatedKey created,
                RotatedKey rotated, CreateManyResult result, System.IO.Stream stream, JsonSerializerOptions text)
            {
                await Task.Yield();
                {{statements}}
            }
        }
        {{Types}}
        namespace Xunit { static class Assert { public static void Throws(Func<object> call) { } } }
        namespace Mine
        {
            static class JsonSerializer { public static string Serialize(object value) => ""; }
            static class Results { public static object Ok(object value) => null; public static void MapPost(string pattern, Delegate handler) { } }
        }
        """);
}
