using System.Security.Cryptography;
using System.Text;
using OpenRouterKeys.Cli.Input;

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
                return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
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
                return new(null); // a folder that cannot be written: the lock is a precaution
            }
        }
    }

    public void Dispose() => _file?.Dispose();

    private static string GetPath(string account)
    {
        var name = $"openrouter-keys-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(account)).AsSpan(0, 16))}.lock";
        var folder = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        try
        {
            return folder.Length > 0 ? Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "openrouter-keys")).FullName, name) : InTemporaryFolder();
        }
        catch (Exception exception) when (FileError.Describe(exception, folder) is not null)
        {
            return InTemporaryFolder();
        }

        string InTemporaryFolder() => Path.Combine(Path.GetTempPath(), $"{Environment.UserName}-{name}");
    }
}
