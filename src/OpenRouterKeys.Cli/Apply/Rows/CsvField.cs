using OpenRouterKeys.Cli.Values;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Apply.Rows;

/// <summary>What a field that is not empty says, in the words of the command line.</summary>
internal static class CsvField
{
    public static KeyRequest Apply(KeyRequest request, string column, string text, Action<string> tell)
    {
        return column switch
        {
            MemberNames.Name => request.Renamed(text),
            MemberNames.Limit => With<decimal>(Amount.TryRead, request.Limit),
            MemberNames.LimitReset => With<LimitReset>(Interval.TryRead, request.Resets),
            MemberNames.ByokInLimit => With<bool>(TryReadFlag, request.CountsByok),
            MemberNames.Expiry => With<DateTimeOffset>(Instant.TryRead, request.ExpiresAt),
            MemberNames.Workspace => With<Guid>(Workspace.TryRead, request.InWorkspace),
            MemberNames.Creator => request.CreatedBy(text),
            _ => throw new ArgumentOutOfRangeException(nameof(column)),
        };

        KeyRequest With<T>(TextReading<T> read, Func<T, KeyRequest> step)
        {
            if (read(text, out var value, out var problem))
            {
                return step(value);
            }

            tell(problem);
            return request;
        }
    }

    private static bool TryReadFlag(string text, out bool value, out string problem)
    {
        value = text == "true";
        problem = text is "true" or "false" ? "" : $"'{text}' is neither true nor false.";
        return problem.Length == 0;
    }
}
