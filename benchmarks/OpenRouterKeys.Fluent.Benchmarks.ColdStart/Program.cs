using System.Net.Http.Json;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Benchmarks;
using Refit;

// Creates one key and prints its secret. The caller measures the time of the whole process.
var (candidate, address, token) = (args[0], new Uri(args[1]), args[2]);
Console.WriteLine(candidate switch
{
    "HandWritten" => await CreateHandWrittenAsync(),
    "Library" => await CreateWithLibraryAsync(),
    "Refit" => await CreateWithRefitAsync(),
    _ => throw new ArgumentException($"There is no candidate '{candidate}'."),
});

async Task<string> CreateHandWrittenAsync()
{
    using var http = CreateHttpClient();
    using var content = JsonContent.Create(new("ci-bot", 25.5m, "monthly", null, null, null, null), PlainJson.Default.PlainRequest);
    using var response = await http.PostAsync(new Uri(address, "keys"), content);
    response.EnsureSuccessStatusCode();
    return (await response.Content.ReadFromJsonAsync(PlainJson.Default.PlainCreated))!.Key;
}

async Task<string> CreateWithLibraryAsync()
{
    using var client = new OpenRouterKeysClient(ManagementKey.From(token), new() { BaseAddress = address });
    var created = await KeyRequest.Named("ci-bot").Limit(25.5m).ResetsMonthly().SendAsync(client);
    return created.Key.Reveal();
}

async Task<string> CreateWithRefitAsync()
{
    using var http = CreateHttpClient();
    http.BaseAddress = new(address.AbsoluteUri.TrimEnd('/'));
    var api = RestService.For<IKeysApi>(http, new RefitSettings(new SystemTextJsonContentSerializer(PlainJson.Default.Options)));
    return (await api.CreateAsync(new("ci-bot", 25.5m, "monthly", null, null, null, null))).Key;
}

HttpClient CreateHttpClient() => new() { DefaultRequestHeaders = { Authorization = new("Bearer", token) } };
