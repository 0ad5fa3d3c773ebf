using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenRouterKeys.Fluent;

var builder = Host.CreateApplicationBuilder();
builder.Services.AddOpenRouterKeys(builder.Configuration.GetSection("OpenRouterKeys"));
using var host = builder.Build();
var keys = host.Services.GetRequiredService<IOpenRouterKeysClient>();

// The key expires even if the job is killed before it can delete the key.
var request = KeyRequest.Named($"job {Environment.GetEnvironmentVariable("CI_JOB_ID")}").Limit(2m).ExpiresIn(TimeSpan.FromHours(2));
var created = await keys.CreateOnceAsync(request, (_, _) => Task.CompletedTask);
try
{
    var start = new ProcessStartInfo(args[0], args[1..]) { Environment = { ["OPENROUTER_API_KEY"] = created.Key.Reveal() } };
    start.Environment.Remove("OPENROUTER_MANAGEMENT_KEY"); // the job must not create keys itself
    start.Environment.Remove("OpenRouterKeys__ManagementKey");
    using var job = Process.Start(start)!;
    await job.WaitForExitAsync();
    return job.ExitCode;
}
finally
{
    try
    {
        await keys.DeleteAsync(created.Info.Hash);
    }
    catch (OpenRouterKeysException exception)
    {
        // The job's exit code is still returned.
        await Console.Error.WriteLineAsync($"The key of the job was not deleted. It expires at {request.Expiration:u}. {exception.Message}");
    }
}
