using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using BenchmarkDotNet.Attributes;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>A key after another, over one kept connection to a server in another process.</summary>
[MemoryDiagnoser]
public class CreateOverLoopback
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly HttpClient _http = new();
    private readonly Uri _keys = new(FixedServer.Address, "keys");
    private readonly OpenRouterKeysClient _client = new(ManagementKey.From(FixedServer.Token), new() { BaseAddress = FixedServer.Address });

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _http.DefaultRequestHeaders.Authorization = new("Bearer", FixedServer.Token);
        var (plain, created) = (await HttpClientAsync(), await CreateAsync());
        var (data, info) = (plain.Data, created.Info);
        var same = plain.Key == created.Key.Reveal() && info.Extra.Count == 0 && info == new KeyInfo
        {
            Hash = data.Hash, Name = data.Name, Label = data.Label, Disabled = data.Disabled, ByokInLimit = data.IncludeByokInLimit,
            LimitUsd = data.Limit, LimitRemainingUsd = data.LimitRemaining, LimitReset = Enum.Parse<LimitReset>(data.LimitReset!, ignoreCase: true),
            Usage = new(data.Usage, data.UsageDaily, data.UsageWeekly, data.UsageMonthly),
            ByokUsage = new(data.ByokUsage, data.ByokUsageDaily, data.ByokUsageWeekly, data.ByokUsageMonthly),
            CreatedAt = data.CreatedAt, UpdatedAt = data.UpdatedAt, Expiry = data.ExpiresAt, CreatorUserId = data.CreatorUserId, WorkspaceId = data.WorkspaceId,
        };
        if (!same)
        {
            throw new InvalidOperationException($"The keys differ: {data} {info}");
        }
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _client.Dispose();
        _http.Dispose();
    }

    [Benchmark(Baseline = true)]
    public async Task<PlainCreated> HttpClientAsync()
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(Requests.PlainFull, PlainJson.Default.PlainRequest));
        content.Headers.ContentType = Json;
        using var response = await _http.PostAsync(_keys, content);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync(PlainJson.Default.PlainCreated))!;
    }

    [Benchmark]
    public Task<CreatedKey> CreateAsync() => _client.CreateAsync(Requests.Full);
}
