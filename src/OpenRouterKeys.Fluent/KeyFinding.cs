using FluentValidation;

namespace OpenRouterKeys.Fluent;

/// <summary>A rule that an existing key violates.</summary>
public sealed record KeyFinding
{
    /// <summary>The rule's id: ORK5001 to ORK5008 for the policy's rules, ORK6001 to ORK6007 for the audit's own.</summary>
    public required string Id { get; init; }

    /// <summary>The key.</summary>
    public required KeyInfo Key { get; init; }

    /// <summary>The workspace whose list contains the key. Null: the key was listed without a workspace. With
    /// <see cref="AuditOptions.WorkspaceId"/>, the name and the slug can be empty.</summary>
    public Workspace? Workspace { get; init; }

    /// <summary>The severity: Error for the policy's rules, Warning for the audit's own.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What is wrong and what to do. It does not contain the key's name.</summary>
    public required string Message { get; init; }
}
