using System.Net.Http.Json;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Benchmarks;
using Refit;

// Creates one key, one way, and prints its secret: how long that takes from the start of the process is measured outside.
var (way, address, token) = (args[0], new Uri(args[1]), args[2]);
Console.WriteLine(way switch
{
    "Library" => await LibraryAsync(),
    "Refit" => await RefitAsync(),
    _ => await ByHandAsync(),
});

async Task<string> LibraryAsync()
{
    using var client = new OpenRouterKeysClient(ManagementKey.From(token), new() { BaseAddress = address });
    var created = await KeyRequest.Named("ci-bot").Limit(25.5m).ResetsMonthly().SendAsync(client);
    return created.Key.Reveal();
}

async Task<string> ByHandAsync()
{
    using var http = NewHttpClient();
    using var content = JsonContent.Create(new("ci-bot", 25.5m, "monthly", null, null, null, null), PlainJson.Default.PlainRequest);
    using var response = await http.PostAsync(new Uri(address, "keys"), content);
    response.EnsureSuccessStatusCode();
    return (await response.Content.ReadFromJsonAsync(PlainJson.Default.PlainCreated))!.Key;
}

async Task<string> RefitAsync()
{
    using var http = NewHttpClient();
    http.BaseAddress = new(address.AbsoluteUri.TrimEnd('/'));
    var api = RestService.For<IKeysApi>(http, new RefitSettings(new SystemTextJsonContentSerializer(PlainJson.Default.Options)));
    return (await api.CreateAsync(new("ci-bot", 25.5m, "monthly", null, null, null, null))).Key;
}

HttpClient NewHttpClient() => new() { DefaultRequestHeaders = { Authorization = new("Bearer", token) } };
