namespace OpenRouterKeys.Cli;

/// <summary>What a script can tell from the command's end. The help shows the same table.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Rejected = 1;
    public const int Usage = 2;
    public const int Unavailable = 3;
    public const int OutcomeUnknown = 4;
    public const int NotWritten = 5;
    public const int Cancelled = 130;

    private static readonly int[] GravestFirst = [OutcomeUnknown, NotWritten, Cancelled, Usage, Rejected, Unavailable, Done];

    /// <summary>Of two ends the one that asks for more attention.</summary>
    public static int Gravest(int one, int other) => GravestFirst.First(code => code == one || code == other);

    public const string OfCreate = """
        Exit codes:
          0    The key was created; with --dry-run: the request is valid.
          1    OpenRouter rejected the request or the management key, or its rate limit is exceeded; no key was created.
          2    The command line, the request or a file is invalid; nothing was sent.
          3    OpenRouter could not be reached; no key was created, and trying again is safe.
          4    Unknown whether a key was created: look for it by name and time before trying again.
          5    The key was created, but its secret or its description could not be written where it was asked for; with --dry-run: the request.
          130  Cancelled before anything was sent.
        """;

    public const string OfCall = """
        Exit codes:
          0    Done.
          1    OpenRouter refused: there is no such key, the management key is not accepted, or its rate limit is exceeded; nothing was changed.
          2    The command line is invalid, or nobody could be asked; nothing was changed.
          3    OpenRouter could not be reached; nothing was changed, and trying again is safe.
          4    Unknown whether the key was changed: look at it before trying again.
          5    Done, but the answer could not be written to standard output.
          130  Cancelled, or answered with no; nothing was changed.
        """;

    public const string OfRotate = """
        Exit codes:
          0    The new key's secret is kept, and the old key is switched off.
          1    OpenRouter refused: there is no such key, the management key is not accepted, or its rate limit is exceeded; no key was created.
          2    The command line or a file is invalid; nothing was sent.
          3    OpenRouter could not be reached; no key was created, and trying again is safe.
          4    Unknown whether a key was created (the old one works), or the new key is kept and the old one may still work: the message says which.
          5    The new secret could not be written where it was asked for: the new key was deleted again, or the message says that it is there. The
               old one works. Or: the keys were rotated, and only the description could not be written.
          130  Cancelled before a key was created.
        """;

    public const string OfApply = """
        Exit codes:
          0    The keys are as the file says; with --dry-run: the plan is shown.
          1    OpenRouter refused a step, the management key, or its rate limit is exceeded. A rerun does what is left.
          2    The command line or a row is invalid, or several keys have a row's name; nothing was changed.
          3    OpenRouter could not be reached; a rerun does what is left.
          4    Unknown whether a step was carried out: the message says what to look for before a rerun.
          5    A new key's secret could not be kept: the key was deleted again, or the message says that it is there, and no more were created.
               Or: standard output took nothing.
          130  Cancelled; what had begun was finished, and a rerun does what is left.
        Of several the gravest is given: 4 before 5 before 1 before 3.
        """;

    public const string OfCompletion = """
        Exit codes:
          0    Done.
          2    The command line is invalid.
          5    The script could not be written to standard output.
        """;

    public const string OfValidate = """
        Exit codes:
          0    The request is valid.
          2    The command line, the file or the request is invalid.
          130  Cancelled.
        """;
}
