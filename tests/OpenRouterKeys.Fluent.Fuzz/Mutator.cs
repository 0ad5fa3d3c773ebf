using System.Text;

namespace OpenRouterKeys.Fluent.Fuzz;

/// <summary>Mutates bytes at random. The same seed produces the same mutations.</summary>
internal sealed class Mutator(Random random)
{
    private const int MaxEdits = 6;
    private const int MaxRangeLength = 40;
    private const int MaxRepetitionLength = 200_000;

    /// <param name="input">The bytes to mutate a copy of.</param>
    /// <param name="other">Bytes to insert parts of.</param>
    public byte[] Mutate(byte[] input, byte[] other)
    {
        var bytes = new List<byte>(input);
        for (var edits = random.Next(1, MaxEdits); edits > 0; edits--)
        {
            Edit(bytes, other);
        }

        return random.Next(50) == 0 ? ToUtf16([.. bytes]) : [.. bytes];
    }

    private void Edit(List<byte> bytes, byte[] other)
    {
        var at = random.Next(bytes.Count + 1);
        var length = random.Next(Math.Min(bytes.Count - at, MaxRangeLength) + 1);
        switch (random.Next(1000))
        {
            case < 120 when length > 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case < 200 when length > 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case < 350:
                bytes.RemoveRange(at, length);
                break;
            case < 400:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case < 750:
                bytes.InsertRange(at, Seeds.Words[random.Next(Seeds.Words.Count)]);
                break;
            case < 870:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case < 997:
                var from = random.Next(other.Length + 1);
                bytes.InsertRange(at, other[from..random.Next(from, other.Length + 1)]);
                break;
            default:
                Repeat(bytes, at, length);
                break;
        }
    }

    // Great depth or length reveals quadratic time.
    private void Repeat(List<byte> bytes, int at, int length)
    {
        var range = bytes.GetRange(at, length).ToArray();
        var repeated = new byte[length * random.Next(1, MaxRepetitionLength / Math.Max(1, length))];
        for (var copied = 0; copied < repeated.Length; copied += length)
        {
            range.CopyTo(repeated, copied);
        }

        bytes.InsertRange(at, repeated);
    }

    private byte[] ToUtf16(byte[] utf8)
    {
        var encoding = random.Next(2) == 0 ? Encoding.Unicode : Encoding.BigEndianUnicode;
        var text = encoding.GetBytes(Encoding.UTF8.GetString(utf8));
        return random.Next(2) == 0 ? text : [.. encoding.Preamble, .. text];
    }
}
