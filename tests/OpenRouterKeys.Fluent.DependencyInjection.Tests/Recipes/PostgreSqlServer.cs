using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests.Recipes;

/// <summary>A PostgreSQL server with an empty data folder on a loopback port. It does not run as root, which PostgreSQL does not allow.</summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private static readonly string? Programs = FindPrograms();

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"openrouter-keys-postgresql-{Guid.NewGuid():N}");

    private PostgreSqlServer()
    {
    }

    /// <summary>Why no server can be started; null: it can.</summary>
    public static string? SkipReason { get; } =
        Programs is null ? "PostgreSQL is not installed: neither /usr/lib/postgresql/*/bin nor a folder of PATH contains initdb."
        : Environment.IsPrivilegedProcess && !HasServerUser() ? "PostgreSQL does not run as root, and setpriv or the user postgres does not exist."
        : null;

    public int Port { get; private set; }

    public static async Task<PostgreSqlServer> StartAsync()
    {
        var server = new PostgreSqlServer();
        await RunAsServerAsync("initdb", "-D", server._folder, "-U", "postgres", "--auth=trust", "--no-sync", "--no-instructions", "--encoding=UTF8", "--locale=C");
        for (var attempt = 1; ; attempt++)
        {
            server.Port = FindFreePort();
            var options = $"-p {server.Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off";
            try
            {
                await RunAsServerAsync("pg_ctl", "-D", server._folder, "-l", Path.Combine(server._folder, "log"), "-w", "-o", options, "start");
                return server;
            }
            catch (InvalidOperationException) when (attempt < 3)
            {
                // Another process may have used the port first.
            }
        }
    }

    /// <summary>Executes SQL in a database.</summary>
    /// <returns>The rows; columns are separated by <c>|</c>.</returns>
    public Task<string> ExecuteAsync(string database, string sql) => RunAsync(ClientStart(database, "-c", sql));

    /// <summary>Opens a session that executes the lines of its standard input.</summary>
    public Process OpenSession(string database)
    {
        var start = ClientStart(database);
        start.RedirectStandardInput = true;
        return Process.Start(start)!;
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsServerAsync("pg_ctl", "-D", _folder, "-m", "immediate", "-w", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private static string? FindPrograms()
    {
        const string DebianFolder = "/usr/lib/postgresql";
        var debian = Directory.Exists(DebianFolder)
            ? Directory.GetDirectories(DebianFolder).OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0).Select(folder => Path.Combine(folder, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return debian.Concat(path).FirstOrDefault(folder => IsFile(Path.Combine(folder, "initdb")));
    }

    // A link may point to a removed program.
    private static bool IsFile(string path) => File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is null or { Exists: true };

    private static bool HasServerUser() =>
        File.Exists("/usr/bin/setpriv") && File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal));

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private ProcessStartInfo ClientStart(string database, params IEnumerable<string> arguments) => StartOf(
        Path.Combine(Programs!, "psql"),
        ["-h", "127.0.0.1", "-p", $"{Port}", "-U", "postgres", "-d", database, "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", .. arguments]);

    private static Task<string> RunAsServerAsync(string program, params IEnumerable<string> arguments)
    {
        var path = Path.Combine(Programs!, program);
        return RunAsync(Environment.IsPrivilegedProcess
            ? StartOf("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments])
            : StartOf(path, arguments));
    }

    private static ProcessStartInfo StartOf(string program, IEnumerable<string> arguments) => new(program, arguments)
    {
        WorkingDirectory = Path.GetTempPath(), // the server's user may not read the current one
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    private static async Task<string> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? (await output).TrimEnd()
            : throw new InvalidOperationException($"{start.FileName} exited with {process.ExitCode}. {await output}{await error}");
    }
}
