using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Flurl.Http;
using Flurl.Http.Configuration;
using Refit;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Keys one after another over one kept connection, or 64 at once, to a server in another process. The platform's own code for
/// all this is compiled for speed only after some ten seconds.</summary>
[MemoryDiagnoser]
public class CreateOverLoopback
{
    private const int Keys = 64;
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly Uri _keys = new(FixedServer.Address, "keys");
    private readonly HttpClient _http = NewHttpClient();
    private readonly HttpClient _httpOfRefit = NewHttpClient();
    private readonly OpenRouterKeysClient _client = new(ManagementKey.From(FixedServer.Token), new() { BaseAddress = FixedServer.Address });
    private readonly IKeysApi _refit;
    private readonly FlurlClient _flurl = new FlurlClient(FixedServer.Address.AbsoluteUri)
        .WithSettings(settings => settings.JsonSerializer = new DefaultJsonSerializer(PlainJson.Default.Options))
        .WithOAuthBearerToken(FixedServer.Token);

    public CreateOverLoopback() =>
        _refit = RestService.For<IKeysApi>(_httpOfRefit, new RefitSettings(new SystemTextJsonContentSerializer(PlainJson.Default.Options)));

    [Params(1, Keys)]
    public int InFlight { get; set; }

    [GlobalSetup]
    public async Task SetupAsync() => Equal.Require(
        await CreateByHandAsync() is var created ? created.ToCreatedKey() : null,
        await _client.CreateAsync(Examples.Full),
        (await CreateByFlurlAsync()).ToCreatedKey(),
        (await _refit.CreateAsync(Examples.PlainFull)).ToCreatedKey());

    [GlobalCleanup]
    public void Cleanup()
    {
        _client.Dispose();
        _flurl.Dispose();
        _http.Dispose();
        _httpOfRefit.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Keys)]
    public Task HandWritten() => RepeatAsync(CreateByHandAsync);

    [Benchmark(OperationsPerInvoke = Keys)]
    public Task Library() => RepeatAsync(() => _client.CreateAsync(Examples.Full));

    [Benchmark(OperationsPerInvoke = Keys)]
    public Task BareFlurl() => RepeatAsync(CreateByFlurlAsync);

    [Benchmark(OperationsPerInvoke = Keys)]
    public Task BareRefit() => RepeatAsync(() => _refit.CreateAsync(Examples.PlainFull));

    private static HttpClient NewHttpClient() => new()
    {
        BaseAddress = new(FixedServer.Address.AbsoluteUri.TrimEnd('/')),
        DefaultRequestHeaders = { Authorization = new("Bearer", FixedServer.Token) },
    };

    private async Task<PlainCreated> CreateByHandAsync()
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(Examples.PlainFull, PlainJson.Default.PlainRequest));
        content.Headers.ContentType = Json;
        using var response = await _http.PostAsync(_keys, content);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync(PlainJson.Default.PlainCreated))!;
    }

    private Task<PlainCreated> CreateByFlurlAsync() => _flurl.Request("keys").PostJsonAsync(Examples.PlainFull).ReceiveJson<PlainCreated>();

    private async Task RepeatAsync<T>(Func<Task<T>> create)
    {
        if (InFlight == 1)
        {
            for (var key = 0; key < Keys; key++)
            {
                await create();
            }
        }
        else
        {
            var creations = new Task<T>[InFlight];
            for (var key = 0; key < creations.Length; key++)
            {
                creations[key] = create();
            }

            await Task.WhenAll(creations);
        }
    }
}
