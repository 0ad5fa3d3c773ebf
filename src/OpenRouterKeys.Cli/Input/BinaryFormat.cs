namespace OpenRouterKeys.Cli.Input;

/// <summary>The format of a file that is not text. Its bytes decide, because a workbook is often renamed to <c>.csv</c>.</summary>
/// <param name="Name">What the file is, as in <c>a PDF document</c>.</param>
/// <param name="HowToExport">How to save its table as text; null: it contains none.</param>
internal sealed record BinaryFormat(string Name, string? HowToExport)
{
    private const int ScannedBytes = 4096;

    private static readonly BinaryFormat Workbook = new("an Excel workbook", "In Excel, save it as CSV UTF-8.");
    private static readonly BinaryFormat OpenDocument = new("an OpenDocument spreadsheet", "Save it as CSV in UTF-8.");
    private static readonly BinaryFormat Zip = new("a ZIP archive or a document, not text", "If it contains a table, save the table as CSV in UTF-8.");
    private static readonly BinaryFormat Pdf = new("a PDF document", "Save its table as CSV in UTF-8.");
    private static readonly BinaryFormat Unknown = new("a binary file, not text", null);

    /// <returns>Null: the bytes may be text.</returns>
    public static BinaryFormat? Find(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("PK\x03\x04"u8) ? FindInZip(bytes)
        : bytes.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]) ? Workbook // .xls, and .xlsx with a password
        : bytes.StartsWith("%PDF-"u8) ? Pdf
        : IsBinary(bytes[..Math.Min(bytes.Length, ScannedBytes)]) ? Unknown
        : null;

    // The names of the files in an archive are not compressed, and the first file of an OpenDocument is its type.
    private static BinaryFormat FindInZip(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf("xl/"u8) >= 0 ? Workbook
        : bytes.IndexOf("opendocument.spreadsheet"u8) >= 0 ? OpenDocument
        : Zip;

    // UTF-16 contains NUL and every other byte too, but it has a better message.
    private static bool IsBinary(ReadOnlySpan<byte> bytes) =>
        !IsLikeUtf16(bytes)
        && bytes.Contains((byte)0)
        && (bytes.ContainsAnyInRange((byte)1, (byte)8) || bytes.ContainsAnyInRange((byte)14, (byte)26));

    private static bool IsLikeUtf16(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith<byte>([0xFF, 0xFE]) || bytes.StartsWith<byte>([0xFE, 0xFF]) || (bytes.Length > 3 && (bytes[..4] is [0, > 0, 0, > 0] or [> 0, 0, > 0, 0]));
}
