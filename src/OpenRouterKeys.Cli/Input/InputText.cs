using System.Buffers;
using System.Buffers.Binary;
using System.Text.Unicode;

namespace OpenRouterKeys.Cli.Input;

/// <summary>Decodes a text file: UTF-8, or UTF-16 with a byte order mark, as spreadsheets and PowerShell write it.</summary>
internal static class InputText
{
    private const string Encodings = "Save the file as UTF-8, or as UTF-16 with a byte order mark.";
    private const string CsvEncodings = Encodings + " In Excel, select the file type CSV UTF-8.";

    /// <param name="bytes">The file's content.</param>
    /// <param name="isCsv">Whether the file may be from a spreadsheet.</param>
    /// <param name="text">The text without its byte order mark; if the file is invalid, only the text before the error.</param>
    /// <returns>What is wrong with the file and what to do; null: it is valid.</returns>
    public static string? Decode(ReadOnlySpan<byte> bytes, bool isCsv, out string text)
    {
        var encodings = isCsv ? CsvEncodings : Encodings;
        var error = bytes.StartsWith<byte>([0xFF, 0xFE]) ? DecodeUtf16(bytes[2..], BinaryPrimitives.ReadUInt16LittleEndian, encodings, out text)
            : bytes.StartsWith<byte>([0xFE, 0xFF]) ? DecodeUtf16(bytes[2..], BinaryPrimitives.ReadUInt16BigEndian, encodings, out text)
            : DecodeUtf8(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes, encodings, out text);

        // UTF-16 without a byte order mark contains many of them.
        if (text.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var at)
        {
            text = text[..at];
            return $"The text contains a NUL character. {encodings}";
        }

        return error;
    }

    private static string? DecodeUtf8(ReadOnlySpan<byte> bytes, string encodings, out string text)
    {
        var characters = new char[bytes.Length];
        var status = Utf8.ToUtf16(bytes, characters, out var read, out var written, replaceInvalidSequences: false);
        text = new string(characters, 0, written);
        return status == OperationStatus.Done ? null : $"The byte 0x{bytes[read]:X2} is not valid UTF-8. {encodings}";
    }

    private static string? DecodeUtf16(ReadOnlySpan<byte> bytes, Func<ReadOnlySpan<byte>, ushort> read, string encodings, out string text)
    {
        // Not Encoding.Unicode: it replaces lone surrogates, and its exceptions have no position.
        var characters = new char[bytes.Length / sizeof(char)];
        for (var at = 0; at < characters.Length; at++)
        {
            characters[at] = (char)read(bytes[(at * sizeof(char))..]);
        }

        var end = FindLoneSurrogate(characters);
        text = new string(characters, 0, end);
        return end < characters.Length ? $"The text contains a lone surrogate (0x{(int)characters[end]:X4}). Remove this character."
            : bytes.Length % sizeof(char) != 0 ? $"The text ends in the middle of a UTF-16 character. {encodings}"
            : null;
    }

    private static int FindLoneSurrogate(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
            }
            else if (char.IsSurrogate(text[at]))
            {
                return at;
            }
        }

        return text.Length;
    }
}
