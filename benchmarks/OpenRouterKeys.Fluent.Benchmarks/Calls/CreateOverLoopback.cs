using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Flurl.Http;
using Flurl.Http.Configuration;
using Refit;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Creates keys at a server in another process: one at a time over one connection, or 64 concurrently.</summary>
[MemoryDiagnoser]
public class CreateOverLoopback
{
    private const int Keys = 64;
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly Uri _keys = new(FixedServer.Address, "keys");
    private readonly HttpClient _http = CreateHttpClient();
    private readonly HttpClient _refitHttp = CreateHttpClient();
    private readonly OpenRouterKeysClient _client = new(ManagementKey.From(FixedServer.Token), new() { BaseAddress = FixedServer.Address });
    private readonly IKeysApi _refit;
    private readonly FlurlClient _flurl = new FlurlClient(FixedServer.Address.AbsoluteUri)
        .WithSettings(settings => settings.JsonSerializer = new DefaultJsonSerializer(PlainJson.Default.Options))
        .WithOAuthBearerToken(FixedServer.Token);

    public CreateOverLoopback() =>
        _refit = RestService.For<IKeysApi>(_refitHttp, new RefitSettings(new SystemTextJsonContentSerializer(PlainJson.Default.Options)));

    [Params(1, Keys)]
    public int InFlight { get; set; }

    [GlobalSetup]
    public async Task SetupAsync() => ResultCheck.EnsureEqual(
        (await CreateHandWrittenAsync()).ToCreatedKey(),
        await _client.CreateAsync(Examples.Full),
        (await CreateWithFlurlAsync()).ToCreatedKey(),
        (await _refit.CreateAsync(Examples.PlainFull)).ToCreatedKey());

    [GlobalCleanup]
    public void Cleanup()
    {
        _client.Dispose();
        _flurl.Dispose();
        _http.Dispose();
        _refitHttp.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Keys)]
    public Task HandWritten() => RepeatAsync(CreateHandWrittenAsync);

    [Benchmark(OperationsPerInvoke = Keys)]
    public Task Library() => RepeatAsync(() => _client.CreateAsync(Examples.Full));

    [Benchmark(OperationsPerInvoke = Keys)]
    public Task BareFlurl() => RepeatAsync(CreateWithFlurlAsync);

    [Benchmark(OperationsPerInvoke = Keys)]
    public Task BareRefit() => RepeatAsync(() => _refit.CreateAsync(Examples.PlainFull));

    private static HttpClient CreateHttpClient() => new()
    {
        BaseAddress = new(FixedServer.Address.AbsoluteUri.TrimEnd('/')),
        DefaultRequestHeaders = { Authorization = new("Bearer", FixedServer.Token) },
    };

    private async Task<PlainCreated> CreateHandWrittenAsync()
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(Examples.PlainFull, PlainJson.Default.PlainRequest));
        content.Headers.ContentType = Json;
        using var response = await _http.PostAsync(_keys, content);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync(PlainJson.Default.PlainCreated))!;
    }

    private Task<PlainCreated> CreateWithFlurlAsync() => _flurl.Request("keys").PostJsonAsync(Examples.PlainFull).ReceiveJson<PlainCreated>();

    private async Task RepeatAsync<T>(Func<Task<T>> create)
    {
        if (InFlight == 1)
        {
            for (var i = 0; i < Keys; i++)
            {
                await create();
            }
        }
        else
        {
            var creations = new Task<T>[InFlight];
            for (var i = 0; i < creations.Length; i++)
            {
                creations[i] = create();
            }

            await Task.WhenAll(creations);
        }
    }
}
