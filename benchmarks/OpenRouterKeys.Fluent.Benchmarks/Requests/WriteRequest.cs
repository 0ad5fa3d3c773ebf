using System.Buffers;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Writes a request as JSON into a reused buffer.</summary>
[MemoryDiagnoser]
public class WriteRequest
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly MemoryStream _stream = new(1024);
    private Utf8JsonWriter _writer = null!;
    private KeyRequest _request = null!;
    private PlainRequest _plain = null!;

    /// <summary>True: all properties. False: name, limit and reset.</summary>
    [Params(false, true)]
    public bool HasAllProperties { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _writer = new(_buffer);
        (_request, _plain) = HasAllProperties ? (Examples.Full, Examples.PlainFull) : (Examples.Typical, Examples.PlainTypical);
        _ = NewtonsoftJson();
        ResultCheck.EnsureEqual(
            GetText(HandWritten), GetText(Library), GetText(SourceGenerated), GetText(Reflection),
            Encoding.UTF8.GetString(_stream.ToArray()), _request.ToJson());
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

    private string GetText(Func<int> write)
    {
        _ = write();
        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }
}
