namespace OpenRouterKeys.Cli.Input;

/// <summary>Why a file could not be used, in words that do not depend on the platform.</summary>
internal static class FileProblem
{
    /// <summary>Null where the exception is about something else.</summary>
    public static string? Of(Exception exception, string path) => exception switch
    {
        FileNotFoundException => "it does not exist",
        DirectoryNotFoundException => "its directory does not exist",
        UnauthorizedAccessException when Directory.Exists(path) => "it is a directory",
        UnauthorizedAccessException => "access is denied",
        IOException when Path.Exists(path) && exception.HResult == FileExists => "it exists already",
        IOException or ArgumentException or NotSupportedException => exception.Message.TrimEnd('.'),
        _ => null,
    };

    // EEXIST on Linux and macOS, ERROR_FILE_EXISTS on Windows.
    private static readonly int FileExists = OperatingSystem.IsWindows() ? unchecked((int)0x80070050) : 17;
}
