using System.Text;

namespace OpenRouterKeys.Fluent.Rules.Json;

/// <summary>Reads JSON tokens. After the first error, which it keeps, nothing more is read.</summary>
internal sealed class JsonScanner(string text, int start = 0, bool allowsComments = false)
{
    private const char End = '\0';
    private const char NotText = '\0'; // Utf8Text.DecodeStrictly writes it for an invalid byte
    private static readonly char[] LineEnds = ['\r', '\n', '\u2028', '\u2029'];

    public int Position { get; private set; } = start;

    public string? Error { get; private set; }

    public int ErrorAt { get; private set; }

    public bool IsAtEnd => Position == text.Length;

    /// <summary>The character at the position; <c>\0</c> at the end, which is not valid JSON.</summary>
    public char Next => IsAtEnd ? End : text[Position];

    public bool Fail(string error)
    {
        Error = text.Length == 0 ? "it is empty"
            : IsAtEnd ? "it ends unexpectedly"
            : Next == NotText ? "it contains a byte that is not UTF-8, or a NUL character"
            : error;
        ErrorAt = Position;
        return false;
    }

    public void Skip()
    {
        Position++;
        SkipSpace();
    }

    public bool TrySkip(char character)
    {
        if (Next != character)
        {
            return false;
        }

        Skip();
        return true;
    }

    public void SkipSpace()
    {
        do
        {
            SkipWhitespace();
        }
        while (allowsComments && TrySkipComment());
    }

    public void SkipWhitespace()
    {
        while (Next is ' ' or '\t' or '\r' or '\n')
        {
            Position++;
        }
    }

    public bool ReadWord(string word, JsonKind kind, out JsonValue value)
    {
        value = new JsonValue(kind, Position, word.Length, "");
        if (string.CompareOrdinal(text, Position, word, 0, word.Length) != 0)
        {
            return Fail($"expected {word}");
        }

        Position += word.Length;
        return true;
    }

    public bool ReadNumber(out JsonValue value)
    {
        value = default;
        var start = Position;
        var signed = Take('-');
        if (!(Take('0') || TakeDigits()))
        {
            return Fail(signed ? "a digit is missing" : Unexpected());
        }

        if (Take('.') && !TakeDigits())
        {
            return Fail("a digit is missing after the decimal point");
        }

        if (Next is 'e' or 'E')
        {
            Position++;
            _ = Take('+') || Take('-');
            if (!TakeDigits())
            {
                return Fail("a digit is missing in the exponent");
            }
        }

        value = new JsonValue(JsonKind.Number, start, Position - start, text.Substring(start, Position - start));
        return true;
    }

    public bool ReadString(out JsonValue value)
    {
        value = default;
        var start = Position++;
        StringBuilder? unescaped = null;
        var copied = Position;
        while (Next != '"')
        {
            if (IsAtEnd || Next < ' ')
            {
                return Fail("a string contains a control character that is not escaped");
            }

            if (Next == '\\')
            {
                unescaped = (unescaped ?? new StringBuilder()).Append(text, copied, Position - copied);
                if (!Unescape(unescaped))
                {
                    return Fail("the escape sequence is not valid in JSON");
                }

                copied = Position;
            }
            else
            {
                Position++;
            }
        }

        var rest = text.Substring(copied, Position - copied);
        Position++;
        value = new JsonValue(JsonKind.String, start, Position - start, unescaped is null ? rest : unescaped.Append(rest).ToString());
        return true;
    }

    // A comment that does not end is not skipped, and then is an unexpected character.
    private bool TrySkipComment()
    {
        var next = Next == '/' && Position + 1 < text.Length ? text[Position + 1] : End;
        var end = next switch
        {
            '/' => EndOfLine(Position + 2),
            '*' => text.IndexOf("*/", Position + 2, StringComparison.Ordinal) is >= 0 and var close ? close + 2 : -1,
            _ => -1,
        };
        Position = end < 0 ? Position : end;
        return end >= 0;
    }

    // System.Text.Json does not allow U+2028 and U+2029 in such a comment, because some parsers end the line there.
    private int EndOfLine(int from)
    {
        var end = text.IndexOfAny(LineEnds, from);
        return end < 0 ? text.Length : text[end] is '\r' or '\n' ? end : -1;
    }

    private string Unexpected() => Next switch
    {
        '/' => "comments are not allowed",
        ',' or '}' or ']' => "a value is missing",
        '\'' => "strings must be in double quotes",
        '\uFEFF' => "it starts with a byte order mark",
        _ => "unexpected character",
    };

    private bool Take(char character)
    {
        if (Next != character)
        {
            return false;
        }

        Position++;
        return true;
    }

    private bool TakeDigits()
    {
        var start = Position;
        while (Next is >= '0' and <= '9')
        {
            Position++;
        }

        return Position > start;
    }

    private bool Unescape(StringBuilder unescaped)
    {
        Position++;
        var escaped = Next switch
        {
            '"' or '\\' or '/' => Next,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => TakeHex(),
            _ => (char?)null,
        };
        if (escaped is not { } character)
        {
            return false;
        }

        unescaped.Append(character);
        Position++;
        return true;
    }

    // The position ends at the last of the four digits.
    private char? TakeHex()
    {
        var code = 0;
        for (var digit = 0; digit < 4; digit++)
        {
            Position++;
            var value = Next switch
            {
                >= '0' and <= '9' => Next - '0',
                >= 'a' and <= 'f' => Next - 'a' + 10,
                >= 'A' and <= 'F' => Next - 'A' + 10,
                _ => -1,
            };
            if (value < 0)
            {
                return null;
            }

            code = (code * 16) + value;
        }

        return (char)code;
    }
}
