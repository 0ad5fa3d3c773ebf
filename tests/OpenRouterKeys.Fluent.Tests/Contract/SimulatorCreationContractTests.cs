using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using Microsoft.OpenApi;
using OpenRouterKeys.Fluent.Testing;
using OpenRouterKeys.Fluent.Tests.Properties;

namespace OpenRouterKeys.Fluent.Tests.Contract;

/// <summary>The simulator's HTTP responses to <c>POST /keys</c>, read without the library.</summary>
[Properties(Arbitrary = [typeof(Arbitraries)], MaxTest = 100, QuietOnSuccess = true)]
public sealed class SimulatorCreationContractTests : IAsyncLifetime
{
    // The contract has no schema for errors. This one describes what the API sends.
    private static readonly OpenApiSchema Error = Object(("error", Object(("code", Of(JsonSchemaType.Integer)), ("message", Of(JsonSchemaType.String)))));

    private readonly HttpClient _http = new();
    private OpenRouterSimulator _simulator = null!;

    public async ValueTask InitializeAsync() => _simulator = await OpenRouterSimulator.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _simulator.DisposeAsync();
    }

    [Property]
    public async Task<bool> Response_to_a_valid_request_satisfies_the_contract(ValidRequest valid)
    {
        var (status, json) = await PostAsync(valid.Value.ToJson(), _simulator.ManagementKey.Reveal());
        using var response = JsonDocument.Parse(json);
        var unknown = response.RootElement.GetProperty("data").EnumerateObject().Select(property => property.Name)
            .Except([.. KeysContract.Key.Properties!.Keys, .. KeysContract.NewerKeyProperties]);
        return status == HttpStatusCode.Created && SchemaValidator.Validate(KeysContract.Response, json).Count == 0 && !unknown.Any();
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"name":7}""")]
    [InlineData("""{"name":"a","limit":"25"}""")]
    [InlineData("""{"name":"a","limit_reset":"hourly"}""")]
    [InlineData("""{"name":"a","include_byok_in_limit":null}""")]
    public async Task Request_that_violates_the_contract_is_rejected_with_400(string body)
    {
        var (status, json) = await PostAsync(body, _simulator.ManagementKey.Reveal());

        Assert.Equal(HttpStatusCode.BadRequest, status);
        AssertError(status, json);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not-the-management-key")]
    public async Task Request_without_the_management_key_is_rejected_with_401(string? token)
    {
        var (status, json) = await PostAsync("""{"name":"a"}""", token);

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        AssertError(status, json);
    }

    private static void AssertError(HttpStatusCode status, string json)
    {
        using var response = JsonDocument.Parse(json);

        Assert.Contains($"{(int)status}", KeysContract.Operation.Responses!.Keys);
        Assert.Empty(SchemaValidator.Validate(Error, json));
        Assert.Equal((int)status, response.RootElement.GetProperty("error").GetProperty("code").GetInt32());
    }

    private async Task<(HttpStatusCode Status, string Json)> PostAsync(string body, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_simulator.BaseAddress, "keys"));
        request.Content = new StringContent(body, Encoding.UTF8, KeysContract.Json);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request);
        Assert.Equal(KeysContract.Json, response.Content.Headers.ContentType?.MediaType);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static OpenApiSchema Of(JsonSchemaType type) => new() { Type = type };

    private static OpenApiSchema Object(params (string Name, IOpenApiSchema Schema)[] properties) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = properties.ToDictionary(property => property.Name, property => property.Schema),
        Required = properties.Select(property => property.Name).ToHashSet(),
    };
}
