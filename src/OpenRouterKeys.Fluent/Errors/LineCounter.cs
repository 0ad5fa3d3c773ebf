namespace OpenRouterKeys.Fluent;

/// <summary>Lines and columns of a text, for positions asked for from front to back, so that the text is gone through once.</summary>
internal sealed class LineCounter(string text)
{
    private int _at;
    private int _line = 1;
    private int _lineStart;

    /// <summary>Both from 1, of a position that is not before the last one.</summary>
    public (int Line, int Column) At(int position)
    {
        for (; _at < position; _at++)
        {
            if (text[_at] == '\n' || (text[_at] == '\r' && (_at + 1 == text.Length || text[_at + 1] != '\n')))
            {
                _line++;
                _lineStart = _at + 1;
            }
        }

        return (_line, position - _lineStart + 1);
    }
}
