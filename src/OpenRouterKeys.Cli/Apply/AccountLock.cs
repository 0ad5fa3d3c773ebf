using System.Security.Cryptography;
using System.Text;

namespace OpenRouterKeys.Cli.Apply;

/// <summary>Allows one <c>apply</c> at a time for an account on this machine: two concurrent runs would create the same keys twice.</summary>
internal sealed class AccountLock : IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    // EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION on Windows.
    private static readonly int[] LockedErrors = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream? _file;

    private AccountLock(FileStream? file) => _file = file;

    /// <summary>Waits until no other process has the lock.</summary>
    /// <param name="account">Identifies the account.</param>
    /// <param name="terminal">Displays that another process has the lock.</param>
    /// <param name="cancellationToken">A token to stop waiting.</param>
    public static async Task<AccountLock> AcquireAsync(string account, Terminal terminal, CancellationToken cancellationToken)
    {
        var path = GetPath(account);
        for (var hasMessage = false; ; hasMessage = true)
        {
            try
            {
                return new(Open(path));
            }
            catch (IOException exception) when (Array.IndexOf(LockedErrors, exception.HResult) >= 0)
            {
                if (!hasMessage)
                {
                    terminal.WriteMessage("Another apply for this account is running. Waiting for it to end.");
                }

                await Task.Delay(RetryDelay, terminal.TimeProvider, cancellationToken);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                terminal.WriteMessage($"warning: Concurrent runs cannot be detected, because {path} cannot be opened. Run one apply at a time.");
                return new(null);
            }
        }
    }

    public void Dispose() => _file?.Dispose();

    /// <summary>Returns the journal of an interrupted run with another destination; null: there is none.</summary>
    public string? FindOtherJournal(string? journal)
    {
        if (_file is null)
        {
            return null;
        }

        _file.Position = 0;
        using var reader = new StreamReader(_file, leaveOpen: true);
        return reader.ReadToEnd() is { Length: > 0 } path && path != journal && File.Exists(path) ? path : null;
    }

    /// <summary>Records the journal of a run, so that a run with another destination finds it; null: it has ended.</summary>
    public void SetJournal(string? journal)
    {
        if (_file is { CanWrite: true })
        {
            _file.SetLength(0);
            _file.Write(Encoding.UTF8.GetBytes(journal ?? ""));
            _file.Flush();
        }
    }

    // The same for every user of the machine: they may use the same account.
    private static string GetPath(string account) => Path.Combine(
        Path.GetTempPath(), $"openrouter-keys-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(account)).AsSpan(0, 16))}.lock");

    // Reading is enough for a lock on a file of another user.
    private static FileStream Open(string path)
    {
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException)
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.None);
        }
    }
}
