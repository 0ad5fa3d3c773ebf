namespace OpenRouterKeys.Fluent;

/// <summary>Converts positions in a text to lines and columns. Positions must not decrease from call to call, so that the text is scanned
/// once.</summary>
internal sealed class LineCounter(string text)
{
    private int _scanned;
    private int _line = 1;
    private int _lineStart;

    /// <summary>The line and the column of a position, both from 1.</summary>
    public (int Line, int Column) At(int position)
    {
        for (; _scanned < position; _scanned++)
        {
            if (text[_scanned] == '\n' || (text[_scanned] == '\r' && (_scanned + 1 == text.Length || text[_scanned + 1] != '\n')))
            {
                _line++;
                _lineStart = _scanned + 1;
            }
        }

        return (_line, position - _lineStart + 1);
    }
}
