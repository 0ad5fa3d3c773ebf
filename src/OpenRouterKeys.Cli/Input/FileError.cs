namespace OpenRouterKeys.Cli.Input;

/// <summary>Describes why a file cannot be used, with the same text on every platform.</summary>
internal static class FileError
{
    // EEXIST on Linux and macOS, ERROR_FILE_EXISTS on Windows.
    private static readonly int FileExists = OperatingSystem.IsWindows() ? unchecked((int)0x80070050) : 17;

    /// <returns>The reason, without a period; null if the exception is not about a file.</returns>
    public static string? Describe(Exception exception, string path) => exception switch
    {
        FileNotFoundException => "the file does not exist",
        DirectoryNotFoundException => "the directory does not exist",
        UnauthorizedAccessException when Directory.Exists(path) => "it is a directory",
        UnauthorizedAccessException => "access is denied",
        IOException when Path.Exists(path) && exception.HResult == FileExists => "the file already exists",
        IOException or ArgumentException or NotSupportedException => exception.Message.TrimEnd('.'),
        _ => null,
    };
}
