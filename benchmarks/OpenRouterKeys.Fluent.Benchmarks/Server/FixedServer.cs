using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Answers each POST /keys with the same new key.</summary>
internal sealed class FixedServer(WebApplication application) : IAsyncDisposable
{
    public const string Token = "sk-or-v1-ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";
    private const string AddressVariable = "OPENROUTERKEYS_BENCHMARK_ADDRESS";

    private static readonly byte[] Created = """
        {"data":{"hash":"f01d52606dc8f0a8303a7b5cc3fa07109c2e346cec7c0a16b40de462992ce943","name":"ci-bot","label":"sk-or-v1-012...def",
        "disabled":false,"limit":25.5,"limit_remaining":25.5,"limit_reset":"monthly","include_byok_in_limit":true,"usage":0.125,"usage_daily":0.125,
        "usage_weekly":0.125,"usage_monthly":0.125,"byok_usage":0.5,"byok_usage_daily":0.5,"byok_usage_weekly":0.5,"byok_usage_monthly":0.5,
        "created_at":"2026-08-24T10:30:00.000Z","updated_at":null,"expires_at":"2035-12-31T23:59:59Z",
        "creator_user_id":"user_2dHFtVWx2n56w6HkM0000000000","workspace_id":"0df9e665-d932-5740-b2c7-b52af166bc11"},
        "key":"sk-or-v1-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}
        """u8.ToArray();

    /// <summary>Where the server of the process that runs the benchmarks is; it is inherited by those.</summary>
    public static Uri Address => new(Environment.GetEnvironmentVariable(AddressVariable)
        ?? throw new InvalidOperationException("The benchmarks run in processes of their own, started by this program."));

    public static async Task<FixedServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Run(AnswerAsync);
        await application.StartAsync();
        Environment.SetEnvironmentVariable(AddressVariable, application.Urls.Single());
        return new(application);
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Created.Length;
        await context.Response.Body.WriteAsync(Created);
    }
}
