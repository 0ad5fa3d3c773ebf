namespace OpenRouterKeys.Cli;

/// <summary>The exit codes. The help of each command describes those that it returns.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int Rejected = 1;
    public const int UsageError = 2;
    public const int Unavailable = 3;
    public const int OutcomeUnknown = 4;
    public const int NotWritten = 5;
    public const int HasFindings = 6;
    public const int ChangesPending = 7;
    public const int SecretNotStored = 8;
    public const int Canceled = 130;

    private static readonly int[] BySeverity = 
        [OutcomeUnknown, NotWritten, SecretNotStored, Canceled, UsageError, Rejected, Unavailable, ChangesPending, HasFindings, Success];

    public static int MostSevere(int first, int second) => BySeverity.First(code => code == first || code == second);
}
