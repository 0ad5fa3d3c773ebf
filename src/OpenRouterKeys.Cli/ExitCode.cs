namespace OpenRouterKeys.Cli;

/// <summary>What a script can tell from the command's end. The help shows the same table.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Rejected = 1;
    public const int Usage = 2;
    public const int Unavailable = 3;
    public const int OutcomeUnknown = 4;
    public const int SecretNotStored = 5;
    public const int Cancelled = 130;

    public const string OfCreate = """
        Exit codes:
          0    The key was created; with --dry-run: the request is valid.
          1    OpenRouter rejected the request or the management key, or its rate limit is exceeded; no key was created.
          2    The command line, the request or a file is invalid; nothing was sent.
          3    OpenRouter could not be reached; no key was created, and trying again is safe.
          4    Unknown whether a key was created: look for it by name and time before trying again.
          5    The key was created, but its secret or its description could not be written where it was asked for.
          130  Cancelled before anything was sent.
        """;

    public const string OfValidate = """
        Exit codes:
          0    The request is valid.
          2    The command line, the file or the request is invalid.
          130  Cancelled.
        """;
}
