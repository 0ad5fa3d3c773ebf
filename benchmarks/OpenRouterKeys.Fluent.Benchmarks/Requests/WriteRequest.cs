using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>The wire form into a buffer that is used again and again.</summary>
[MemoryDiagnoser]
public class WriteRequest
{
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");
    private static readonly JsonEncodedText Limit = JsonEncodedText.Encode("limit");
    private static readonly JsonEncodedText Reset = JsonEncodedText.Encode("limit_reset");
    private static readonly JsonEncodedText Byok = JsonEncodedText.Encode("include_byok_in_limit");
    private static readonly JsonEncodedText Expiry = JsonEncodedText.Encode("expires_at");
    private static readonly JsonEncodedText Creator = JsonEncodedText.Encode("creator_user_id");
    private static readonly JsonEncodedText Workspace = JsonEncodedText.Encode("workspace_id");

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private Utf8JsonWriter _writer = null!;
    private KeyRequest _request = null!;
    private PlainRequest _plain = null!;

    /// <summary>Every member, or name, limit and reset only.</summary>
    [Params(false, true)]
    public bool Full { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _writer = new(_buffer);
        (_request, _plain) = Full ? (Requests.Full, Requests.PlainFull) : (Requests.Usual, Requests.PlainUsual);
        string[] texts = [TextOf(HandWritten), TextOf(WriteJson), TextOf(Serializer), _request.ToJson()];
        if (texts.Distinct().Count() != 1)
        {
            throw new InvalidOperationException($"The texts differ: {string.Join(' ', texts)}");
        }
    }

    [GlobalCleanup]
    public void Cleanup() => _writer.Dispose();

    [Benchmark(Baseline = true)]
    public int HandWritten()
    {
        _buffer.ResetWrittenCount();
        _writer.Reset(_buffer);
        _writer.WriteStartObject();
        _writer.WriteString(Name, _plain.Name);
        if (_plain.Limit is { } limit)
        {
            _writer.WriteNumber(Limit, limit);
        }

        if (_plain.LimitReset is { } reset)
        {
            _writer.WriteString(Reset, reset);
        }

        if (_plain.IncludeByokInLimit is { } byok)
        {
            _writer.WriteBoolean(Byok, byok);
        }

        if (_plain.ExpiresAt is { } expiry)
        {
            _writer.WriteString(Expiry, expiry);
        }

        if (_plain.CreatorUserId is { } creator)
        {
            _writer.WriteString(Creator, creator);
        }

        if (_plain.WorkspaceId is { } workspace)
        {
            _writer.WriteString(Workspace, workspace);
        }

        _writer.WriteEndObject();
        _writer.Flush();
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public int WriteJson()
    {
        _buffer.ResetWrittenCount();
        _request.WriteJson(_buffer);
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public int Serializer()
    {
        _buffer.ResetWrittenCount();
        _writer.Reset(_buffer);
        JsonSerializer.Serialize(_writer, _plain, PlainJson.Default.PlainRequest);
        return _buffer.WrittenCount;
    }

    private string TextOf(Func<int> write)
    {
        _ = write();
        return System.Text.Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }
}
