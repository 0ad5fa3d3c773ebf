using System.Buffers;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>The wire form into a buffer that is used again and again.</summary>
[MemoryDiagnoser]
public class WriteRequest
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly MemoryStream _stream = new(1024);
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
        (_request, _plain) = Full ? (Examples.Full, Examples.PlainFull) : (Examples.Usual, Examples.PlainUsual);
        _ = NewtonsoftJson();
        Equal.Require(
            TextOf(HandWritten), TextOf(Library), TextOf(SourceGenerated), TextOf(Reflection), Encoding.UTF8.GetString(_stream.ToArray()), _request.ToJson());
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _writer.Dispose();
        _stream.Dispose();
    }

    [Benchmark(Baseline = true)]
    public int HandWritten()
    {
        Reset();
        HandWrittenWriter.Write(_plain, _writer);
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public int Library()
    {
        _buffer.ResetWrittenCount();
        _request.WriteJson(_buffer);
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public int SourceGenerated()
    {
        Reset();
        JsonSerializer.Serialize(_writer, _plain, PlainJson.Default.PlainRequest);
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public int Reflection()
    {
        Reset();
        JsonSerializer.Serialize(_writer, _plain, PlainJson.Reflection);
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public int NewtonsoftJson()
    {
        _stream.SetLength(0);
        PlainNewtonsoft.Write(_plain, _stream);
        return (int)_stream.Length;
    }

    private void Reset()
    {
        _buffer.ResetWrittenCount();
        _writer.Reset(_buffer);
    }

    private string TextOf(Func<int> write)
    {
        _ = write();
        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }
}
