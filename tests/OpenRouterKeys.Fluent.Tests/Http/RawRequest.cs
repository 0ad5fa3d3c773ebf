using System.Buffers;
using System.Globalization;
using System.Text;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>A request as far as it came.</summary>
internal sealed class RawRequest
{
    private readonly Lock _lock = new();
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private int _head = int.MaxValue;
    private int _length;

    public bool IsWhole => Has(1);

    public bool HasPartOfBody
    {
        get
        {
            lock (_lock)
            {
                return _bytes.WrittenCount > _head && !IsWhole;
            }
        }
    }

    /// <summary>Whether the head has come, and this part of the body.</summary>
    public bool Has(double part)
    {
        lock (_lock)
        {
            return _bytes.WrittenCount >= _head && _bytes.WrittenCount - _head >= part * _length;
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            _bytes.Write(bytes);
            var all = _bytes.WrittenSpan;
            if (_head == int.MaxValue && all.IndexOf("\r\n\r\n"u8) is var end and >= 0)
            {
                _head = end + 4;
                _length = LengthOfBody(Encoding.UTF8.GetString(all[..end]));
            }
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            return Encoding.UTF8.GetString(_bytes.WrittenSpan);
        }
    }

    private static int LengthOfBody(string head)
    {
        const string Name = "\r\nContent-Length: ";
        var at = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : int.Parse(head.AsSpan(at + Name.Length).ToString().Split('\r')[0], CultureInfo.InvariantCulture);
    }
}
