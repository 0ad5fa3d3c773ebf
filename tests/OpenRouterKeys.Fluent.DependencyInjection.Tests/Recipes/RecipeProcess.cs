using System.Collections.Concurrent;
using System.Diagnostics;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests.Recipes;

/// <summary>A running recipe program that uses a simulator.</summary>
internal sealed class RecipeProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<string> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RecipeProcess(string name, OpenRouterSimulator openRouter, params IEnumerable<string> arguments)
    {
        var folder = AppContext.BaseDirectory.Replace(typeof(RecipeProcess).Assembly.GetName().Name!, $"Recipes/{name}", StringComparison.Ordinal);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, name + ".dll"), .. arguments])
        {
            WorkingDirectory = folder, // contains appsettings.json
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["OpenRouterKeys__ManagementKey"] = openRouter.ManagementKey.Reveal(),
                ["OpenRouterKeys__BaseAddress"] = openRouter.BaseAddress.AbsoluteUri,
                ["CI_JOB_ID"] = "4711",
            },
        };
        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, line) => AddLine(line.Data);
        _process.ErrorDataReceived += (_, line) => AddLine(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The program's output so far.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>Waits until the program listens, and returns its address.</summary>
    public async Task<Uri> GetAddressAsync(CancellationToken cancellationToken) => new(await _listening.Task.WaitAsync(cancellationToken));

    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void AddLine(string? line)
    {
        const string Listening = "Now listening on: ";
        _lines.Enqueue(line ?? "");
        if (line is null)
        {
            _listening.TrySetException(new InvalidOperationException(Output));
        }
        else if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
        {
            _listening.TrySetResult(line[(at + Listening.Length)..]);
        }
    }
}
