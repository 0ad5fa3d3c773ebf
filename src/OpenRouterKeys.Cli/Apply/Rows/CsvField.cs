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
            PropertyNames.Name => request.WithName(text),
            PropertyNames.Limit => With<decimal>(Amount.TryRead, request.Limit),
            PropertyNames.LimitReset => With<LimitReset>(Interval.TryRead, request.Resets),
            PropertyNames.IncludeByokInLimit => With<bool>(TryReadFlag, request.IncludesByok),
            PropertyNames.ExpiresAt => With<DateTimeOffset>(Instant.TryRead, request.ExpiresAt),
            PropertyNames.WorkspaceId => With<Guid>(Workspace.TryRead, request.InWorkspace),
            PropertyNames.CreatorUserId => request.CreatedBy(text),
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
