namespace OpenRouterKeys.Fluent.Http;

/// <summary>Reads a body up to a bound, so that no server and no decompression can fill the memory.</summary>
internal static class BoundedBody
{
    private const int MostBytes = 1024 * 1024;
    private const int FirstBytes = 2048;

    /// <summary>The bytes that came, and why the rest did not.</summary>
    public static async Task<(ReadOnlyMemory<byte> Bytes, Exception? Interruption)> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var buffer = new byte[FirstBytes];
        var length = 0;
        try
        {
            var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                for (int read; (read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false)) > 0;)
                {
                    length += read;
                    if (length > MostBytes)
                    {
                        return (buffer.AsMemory(0, MostBytes), new InvalidDataException("The answer is larger than 1 MiB."));
                    }

                    if (length == buffer.Length)
                    {
                        Array.Resize(ref buffer, Math.Min(buffer.Length * 2, MostBytes + 1));
                    }
                }
            }

            return (buffer.AsMemory(0, length), null);
        }
        catch (Exception exception) // a lost connection, broken compression, a cancelled token: all end the reading, none the answer
        {
            return (buffer.AsMemory(0, length), exception);
        }
    }
}
