using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests.Recipes;

/// <summary>The tests that use the same program, one after the other.</summary>
[CollectionDefinition(nameof(CustomerProgram))]
public sealed class CustomerProgramDefinition : ICollectionFixture<CustomerProgram>;

/// <summary>The recipe with PostgreSQL as a process, which uses a PostgreSQL server through a proxy, and a simulator. It is not started if PostgreSQL
/// cannot be started.</summary>
public sealed class CustomerProgram : IAsyncLifetime
{
    private const string Database = "customers";

    private readonly DirectoryInfo _keyRing = Directory.CreateTempSubdirectory("openrouter-keys-key-ring-");
    private readonly HttpClient _http = new();
    private PostgreSqlServer? _server;
    private PostgreSqlProxy? _proxy;
    private RecipeProcess? _program;
    private OpenRouterSimulator? _openRouter;

    public OpenRouterSimulator OpenRouter => _openRouter!;

    public PostgreSqlProxy Proxy => _proxy!;

    public string Output => _program!.Output;

    public string ConnectionString => ConnectionStringFor(_server!.Port);

    public async ValueTask InitializeAsync()
    {
        if (PostgreSqlServer.SkipReason is not null)
        {
            return;
        }

        _openRouter = await OpenRouterSimulator.StartAsync();
        _server = await PostgreSqlServer.StartAsync();
        _proxy = new(_server.Port);
        string[] settings = ["--urls", "http://127.0.0.1:0", "--KeyRingFolder", _keyRing.FullName, "--ConnectionStrings:Customers", ConnectionStringFor(_proxy.Port)];
        _program = new("PostgresKeys", _openRouter, settings);
        _http.BaseAddress = await _program.GetAddressAsync(CancellationToken.None);
    }

    public Task<string> ExecuteAsync(string sql) => _server!.ExecuteAsync(Database, sql);

    /// <summary>Holds the advisory lock 1 until the standard input of the returned process is closed.</summary>
    public async Task<Process> HoldLockAsync()
    {
        var session = _server!.OpenSession(Database);
        await session.StandardInput.WriteLineAsync("SELECT pg_advisory_lock(1);");
        while (await ExecuteAsync("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted") != "1")
        {
            Assert.False(session.HasExited);
        }

        return session;
    }

    public Task<HttpResponseMessage> CreateKeyAsync(string customer) => _http.PostAsync(UriOf(customer), null, TestContext.Current.CancellationToken);

    public async Task<string> GetSecretAsync(string customer)
    {
        var json = await _http.GetFromJsonAsync<JsonElement>(UriOf(customer), TestContext.Current.CancellationToken);
        return json.GetProperty("secret").GetString()!;
    }

    /// <summary>The keys of a customer.</summary>
    public IEnumerable<KeyInfo> KeysOf(string customer) => OpenRouter.Keys.Where(key => key.Name.StartsWith($"customer {customer} #", StringComparison.Ordinal));

    /// <summary>The hashes of the keys in a customer's rows.</summary>
    public async Task<string[]> HashesOfAsync(string customer) =>
        (await ExecuteAsync($"""SELECT "Hash" FROM "Keys" WHERE "Customer" = '{customer}'""")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_program is not null)
        {
            await _program.DisposeAsync();
        }

        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        if (_openRouter is not null)
        {
            await _openRouter.DisposeAsync();
        }

        _keyRing.Delete(recursive: true);
    }

    private static Uri UriOf(string customer) => new($"customers/{customer}/key", UriKind.Relative);

    private static string ConnectionStringFor(int port) => $"Host=127.0.0.1;Port={port};Database={Database};Username=postgres";
}
