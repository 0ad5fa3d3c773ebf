using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>The identifiers of a scope (one node, or all parts of a type), found in one pass: where each name occurs, and whether it is written or tested.</summary>
internal sealed class ScopeFacts
{
    private static readonly NameFacts None = new();
    private readonly Dictionary<string, NameFacts> _names = [];

    public ScopeFacts(IEnumerable<SyntaxNode> scopes, CancellationToken cancellationToken)
    {
        foreach (var node in scopes.SelectMany(static scope => scope.DescendantNodes()))
        {
            if (node is IdentifierNameSyntax identifier)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var name = identifier.Identifier.ValueText;
                if (!_names.TryGetValue(name, out var facts))
                {
                    facts = _names[name] = new NameFacts();
                }

                facts.Add(identifier);
            }
        }
    }

    /// <summary>Returns the facts about a name. Different variables of the same name share them: this can hide a diagnostic, but never causes one.</summary>
    public NameFacts this[string name] => _names.TryGetValue(name, out var facts) ? facts : None;

    /// <summary>Returns the code that can write a local: its member, or all top-level statements.</summary>
    public static SyntaxNode? ScopeOfLocal(SyntaxNode node)
    {
        foreach (var ancestor in node.AncestorsAndSelf())
        {
            if (ancestor is CompilationUnitSyntax or (MemberDeclarationSyntax and not GlobalStatementSyntax))
            {
                return ancestor;
            }
        }

        return null;
    }
}

/// <summary>The occurrences of a name in a scope.</summary>
internal sealed class NameFacts
{
    private readonly List<IdentifierNameSyntax> _occurrences = [];
    private List<IdentifierNameSyntax>? _tests;
    private bool? _isInMapCall;
    private Dictionary<ISymbol, List<IOperation>>? _memberReferences;

    public IReadOnlyList<IdentifierNameSyntax> Occurrences => _occurrences;

    /// <summary>Whether the name is assigned or passed by reference.</summary>
    public bool IsWritten { get; private set; }

    /// <summary>Whether a method is called on the name. A method of a value type can modify the variable through "this".</summary>
    public bool IsReceiver { get; private set; }

    /// <summary>Whether the program compares or tests the name elsewhere, as in <c>if (Budget >= 0) request = request.Limit(Budget);</c>. A call may then
    /// be unreachable for the value that is visible.</summary>
    public bool IsTestedElsewhere(IdentifierNameSyntax occurrence)
    {
        var tests = _tests ??= _occurrences.FindAll(IsTested);
        return tests.Count > 1 || (tests.Count == 1 && tests[0] != occurrence);
    }

    /// <summary>Whether the name occurs in an argument of a call such as <c>MapGet</c>, which may make it the handler of an endpoint.</summary>
    public bool IsInMapCall => _isInMapCall ??= _occurrences.Exists(IsInArgumentOfMap);

    /// <summary>Returns the references of all methods and fields that have this name. They are computed once, because many members can share a name.</summary>
    public Dictionary<ISymbol, List<IOperation>> MemberReferences(Func<IdentifierNameSyntax, (ISymbol? Member, IOperation? Reference)> resolve)
    {
        if (_memberReferences is { } known)
        {
            return known;
        }

        var found = new Dictionary<ISymbol, List<IOperation>>(SymbolEqualityComparer.Default);
        foreach (var occurrence in _occurrences)
        {
            if (resolve(occurrence) is ({ } member, { } reference))
            {
                if (!found.TryGetValue(member, out var references))
                {
                    found[member] = references = [];
                }

                references.Add(reference);
            }
        }

        return _memberReferences = found;
    }

    public void Add(IdentifierNameSyntax identifier)
    {
        _occurrences.Add(identifier);
        IsWritten |= IsWrite(identifier);
        IsReceiver |= identifier.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access && access.Expression == identifier;
    }

    private static bool IsInArgumentOfMap(IdentifierNameSyntax identifier)
    {
        for (SyntaxNode child = identifier; child.Parent is { } parent and not (StatementSyntax or MemberDeclarationSyntax); child = parent)
        {
            if (parent is InvocationExpressionSyntax call && call.ArgumentList == child
                && CallSyntax.NameOf(call)?.Identifier.ValueText.StartsWith("Map", StringComparison.Ordinal) == true)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWrite(IdentifierNameSyntax identifier)
    {
        ExpressionSyntax expression = identifier;
        while (expression.Parent is ParenthesizedExpressionSyntax
            || expression.Parent?.IsKind(SyntaxKind.SuppressNullableWarningExpression) == true
            || (expression.Parent is MemberAccessExpressionSyntax access && access.Name == expression))
        {
            expression = (ExpressionSyntax)expression.Parent!;
        }

        return expression.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == expression,
            ArgumentSyntax { Parent: TupleExpressionSyntax tuple } => IsAssigned(tuple),
            ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None),
            PrefixUnaryExpressionSyntax prefix => prefix.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression or SyntaxKind.AddressOfExpression,
            PostfixUnaryExpressionSyntax postfix => postfix.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression,
            RefExpressionSyntax or MakeRefExpressionSyntax => true,
            ForEachVariableStatementSyntax loop => loop.Variable == expression,
            _ => false,
        };
    }

    private static bool IsAssigned(TupleExpressionSyntax tuple)
    {
        SyntaxNode outermost = tuple;
        while (outermost.Parent is ArgumentSyntax { Parent: TupleExpressionSyntax outer })
        {
            outermost = outer;
        }

        return outermost.Parent is AssignmentExpressionSyntax assignment ? assignment.Left == outermost : outermost.Parent is ForEachVariableStatementSyntax;
    }

    private static bool IsTested(IdentifierNameSyntax identifier)
    {
        SyntaxNode node = identifier;
        while (node.Parent is { } parent and not MemberDeclarationSyntax)
        {
            if (IsTest(parent, node))
            {
                return true;
            }

            if (parent is StatementSyntax)
            {
                return false;
            }

            node = parent;
        }

        return false;
    }

    private static bool IsTest(SyntaxNode parent, SyntaxNode node) => parent switch
    {
        BinaryExpressionSyntax binary => binary.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression
            or SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression
            or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression
            or SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.CoalesceExpression,
        IsPatternExpressionSyntax or WhenClauseSyntax => true,
        ConditionalExpressionSyntax choice => choice.Condition == node,
        SwitchExpressionSyntax choice => choice.GoverningExpression == node,
        SwitchStatementSyntax choice => choice.Expression == node,
        IfStatementSyntax statement => statement.Condition == node,
        WhileStatementSyntax loop => loop.Condition == node,
        DoStatementSyntax loop => loop.Condition == node,
        ForStatementSyntax loop => loop.Condition == node,
        InvocationExpressionSyntax call => CallSyntax.NameOf(call)?.Identifier.ValueText.StartsWith("IsNullOr", StringComparison.Ordinal) == true,
        _ => false,
    };
}
