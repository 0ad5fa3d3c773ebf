using System.Buffers;
using System.Globalization;
using System.Text;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>The bytes of a request that have arrived so far.</summary>
internal sealed class RawRequest
{
    private readonly Lock _lock = new();
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private int _headLength = int.MaxValue;
    private int _bodyLength;

    public bool IsComplete => Has(1);

    public bool HasPartialBody
    {
        get
        {
            lock (_lock)
            {
                return _bytes.WrittenCount > _headLength && !IsComplete;
            }
        }
    }

    /// <summary>Returns whether the head and this part of the body have arrived.</summary>
    public bool Has(double part)
    {
        lock (_lock)
        {
            return _bytes.WrittenCount >= _headLength && _bytes.WrittenCount - _headLength >= part * _bodyLength;
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            _bytes.Write(bytes);
            var all = _bytes.WrittenSpan;
            if (_headLength == int.MaxValue && all.IndexOf("\r\n\r\n"u8) is var end and >= 0)
            {
                _headLength = end + 4;
                _bodyLength = GetContentLength(Encoding.UTF8.GetString(all[..end]));
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

    private static int GetContentLength(string head)
    {
        const string Name = "\r\nContent-Length: ";
        var index = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return index < 0 ? 0 : int.Parse(head.AsSpan(index + Name.Length).ToString().Split('\r')[0], CultureInfo.InvariantCulture);
    }
}
