using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>The stable variables of a compilation: locals and readonly fields that have an initializer, are never written again and are never passed by
/// reference. The value of such a variable is its initializer's value. Facts about a scope are computed once.</summary>
internal sealed class Variables(Compilation compilation)
{
    /// <summary>The maximum number of variables that one walk follows.</summary>
    public const int MaxHops = 16;

    // By a node, a type with all its parts, or the compilation. To search each part or file for each variable would be quadratic.
    private readonly ConcurrentDictionary<object, ScopeFacts> _scopes = new();
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    /// <summary>Returns the initializer of a referenced variable, or null if the operation does not reference a stable variable or is part of the
    /// initializer itself.</summary>
    public IOperation? InitializerOf(IOperation reference, CancellationToken cancellationToken)
    {
        return SymbolOf(reference) is { } symbol
            && DeclaratorOf(symbol, cancellationToken) is { Initializer.Value: { } value } declarator
            && !IsInitializedLater(symbol, declarator, reference.Syntax)
            && IsStable(symbol, declarator, cancellationToken)
            ? ModelOf(reference, value.SyntaxTree).GetOperation(value, cancellationToken)
            : null;
    }

    /// <summary>Returns every reference to the variable with the initializer, or null if the variable is not stable.</summary>
    public IEnumerable<IOperation>? ReferencesTo(ISymbol variable, IOperation initializer, CancellationToken cancellationToken) =>
        IsFollowed(variable) && DeclaratorOf(variable, cancellationToken) is { } declarator && IsStable(variable, declarator, cancellationToken)
            ? FindReferences(variable, declarator, initializer, cancellationToken)
            : null;

    /// <summary>Returns every reference to the local, which may be assigned several times.</summary>
    public IEnumerable<IOperation> UsesOf(ILocalSymbol local, IOperation within, CancellationToken cancellationToken) =>
        DeclaratorOf(local, cancellationToken) is { } declarator ? FindReferences(local, declarator, within, cancellationToken) : [];

    /// <summary>Returns every use of a local function or method as an argument of a call such as <c>MapGet</c>, and possibly other uses. To bind each
    /// name in the program that a method has (<c>Get</c>) would take long.</summary>
    public IEnumerable<IOperation> HandlerUsesOf(IMethodSymbol function, IOperation within, CancellationToken cancellationToken) =>
        FactsOfReferences(function, cancellationToken)?[function.Name].IsInMapCall == true ? UsesOfMember(function, within, cancellationToken) : [];

    /// <summary>Returns every use of a local function, method or field by its name.</summary>
    public IReadOnlyList<IOperation> UsesOfMember(ISymbol member, IOperation within, CancellationToken cancellationToken) =>
        FactsOfReferences(member, cancellationToken) is { } facts
        && facts[member.Name].MemberReferences(name => MemberReferenceOf(name, within, cancellationToken)).TryGetValue(member, out var references)
            ? references
            : [];

    /// <summary>Whether the expression contains a local, or a field of the program, that the program compares or tests elsewhere.</summary>
    public bool ContainsTestedVariable(ExpressionSyntax expression, SemanticModel? model, CancellationToken cancellationToken)
    {
        foreach (var node in expression.DescendantNodesAndSelf())
        {
            if (node is IdentifierNameSyntax name && model is not null
                && ScopeOfTests(name, model, cancellationToken) is { } scope
                && FactsOf(scope, cancellationToken)[name.Identifier.ValueText].IsTestedElsewhere(name))
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<IOperation> FindReferences(ISymbol variable, VariableDeclaratorSyntax declarator, IOperation initializer, CancellationToken cancellationToken) =>
        (variable is ILocalSymbol ? FindLocalReferences(variable, declarator, initializer, cancellationToken) : UsesOfMember(variable, initializer, cancellationToken))
            .Where(reference => !(declarator.SyntaxTree == reference.Syntax.SyntaxTree && declarator.Span.Contains(reference.Syntax.Span)));

    private IEnumerable<IOperation> FindLocalReferences(ISymbol local, VariableDeclaratorSyntax declarator, IOperation initializer, CancellationToken cancellationToken)
    {
        var block = BlockOf(declarator);
        var names = FactsOfLocal(declarator, cancellationToken)?[local.Name].Occurrences ?? [];
        for (var index = block is null ? 0 : FirstAtOrAfter(names, block.FullSpan.Start); index < names.Count; index++)
        {
            var name = names[index];
            if (block is not null && name.FullSpan.Start >= block.FullSpan.End)
            {
                break;
            }

            var reference = ModelOf(initializer, name.SyntaxTree).GetOperation(name, cancellationToken);
            if (reference is not null && SymbolEqualityComparer.Default.Equals(SymbolOf(reference), local))
            {
                yield return reference;
            }
        }
    }

    private (ISymbol? Member, IOperation? Reference) MemberReferenceOf(IdentifierNameSyntax name, IOperation within, CancellationToken cancellationToken)
    {
        SyntaxNode expression = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        expression = expression.Parent is InvocationExpressionSyntax call && call.Expression == expression ? call : expression;
        var reference = ModelOf(within, name.SyntaxTree).GetOperation(expression, cancellationToken);
        return reference switch
        {
            IMethodReferenceOperation { Method: var method } => (method.OriginalDefinition, reference),
            IInvocationOperation { TargetMethod: var method } => (method.OriginalDefinition, reference),
            IFieldReferenceOperation { Field: { IsReadOnly: true } field } => (field, reference),
            _ => default,
        };
    }

    // The names are in source order.
    private static int FirstAtOrAfter(IReadOnlyList<IdentifierNameSyntax> names, int position)
    {
        var (low, high) = (0, names.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = names[middle].FullSpan.Start < position ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    // The code in which a local can be used. Other blocks can have locals of the same name, and to bind each of their references would be quadratic.
    private static SyntaxNode? BlockOf(VariableDeclaratorSyntax declarator) => declarator.Parent?.Parent switch
    {
        LocalDeclarationStatementSyntax { Parent: SwitchSectionSyntax section } => section.Parent,
        LocalDeclarationStatementSyntax { Parent: GlobalStatementSyntax statement } => statement.Parent,
        LocalDeclarationStatementSyntax statement => statement.Parent,
        var statement => statement,
    };

    // A member that other types can use may occur in any file.
    private ScopeFacts? FactsOfReferences(ISymbol symbol, CancellationToken cancellationToken) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.LocalFunction } =>
            symbol.DeclaringSyntaxReferences is { Length: 1 } references ? FactsOfLocal(references[0].GetSyntax(cancellationToken), cancellationToken) : null,
        { DeclaredAccessibility: Accessibility.Private } => FactsOf(symbol.ContainingType, cancellationToken),
        _ => FactsOf(compilation, compilation.SyntaxTrees.Select(tree => tree.GetRoot(cancellationToken)), cancellationToken),
    };

    private ScopeFacts? FactsOfLocal(SyntaxNode declaration, CancellationToken cancellationToken) =>
        ScopeFacts.ScopeOfLocal(declaration) is { } scope ? FactsOf(scope, cancellationToken) : null;

    private bool IsStable(ISymbol symbol, VariableDeclaratorSyntax declarator, CancellationToken cancellationToken)
    {
        // The methods of a type that is readonly cannot modify it, and those of a readonly field modify a copy.
        if (symbol is ILocalSymbol local)
        {
            return FactsOfLocal(declarator, cancellationToken)?[symbol.Name] is { IsWritten: false } facts
                && !(facts.IsReceiver && local.Type is { IsValueType: true, IsReadOnly: false });
        }

        // The initializers of a struct's fields do not run for its default value.
        return (symbol.IsStatic || symbol.ContainingType.TypeKind == TypeKind.Class)
            && !FactsOf(symbol.ContainingType, cancellationToken)[symbol.Name].IsWritten;
    }

    private static ISymbol? SymbolOf(IOperation reference)
    {
        ISymbol? variable = reference switch
        {
            ILocalReferenceOperation { IsDeclaration: false, Local: var local } => local,
            IFieldReferenceOperation { Field: var field } => field,
            _ => null,
        };
        return IsFollowed(variable) ? variable : null;
    }

    private static bool IsFollowed(ISymbol? variable) => variable is ILocalSymbol { IsRef: false } or IFieldSymbol { IsReadOnly: true };

    // Initializers run in source order, so a field that is declared later, or in another part of the type, may not be set yet.
    private static bool IsInitializedLater(ISymbol symbol, VariableDeclaratorSyntax declarator, SyntaxNode reference)
    {
        var isSameFile = reference.SyntaxTree == declarator.SyntaxTree;
        if (isSameFile && declarator.Span.Contains(reference.Span))
        {
            return true;
        }

        return symbol is IFieldSymbol
            && !(isSameFile && reference.SpanStart >= declarator.SpanStart)
            && reference.FirstAncestorOrSelf<EqualsValueClauseSyntax>()?.Parent is PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax }
            && reference.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText == symbol.ContainingType.Name;
    }

    // A local is searched for in its member, a field in the type that uses it. Fields of System types are excluded, because other values
    // are compared with them (Guid.Empty).
    private static SyntaxNode? ScopeOfTests(IdentifierNameSyntax name, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(name, cancellationToken).Symbol switch
        {
            ILocalSymbol => ScopeFacts.ScopeOfLocal(name),
            IFieldSymbol { ContainingType: { TypeKind: not TypeKind.Enum, ContainingNamespace.Name: not "System" } } =>
                name.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? name.SyntaxTree.GetRoot(cancellationToken),
            _ => null,
        };

    private static VariableDeclaratorSyntax? DeclaratorOf(ISymbol symbol, CancellationToken cancellationToken) =>
        symbol.DeclaringSyntaxReferences is { Length: 1 } references ? references[0].GetSyntax(cancellationToken) as VariableDeclaratorSyntax : null;

    private ScopeFacts FactsOf(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        FactsOf(type.OriginalDefinition, type.DeclaringSyntaxReferences.Select(part => part.GetSyntax(cancellationToken)), cancellationToken);

    private ScopeFacts FactsOf(SyntaxNode scope, CancellationToken cancellationToken) => FactsOf(scope, [scope], cancellationToken);

    private ScopeFacts FactsOf(object key, IEnumerable<SyntaxNode> nodes, CancellationToken cancellationToken) =>
        _scopes.TryGetValue(key, out var facts) ? facts : _scopes.GetOrAdd(key, new ScopeFacts(nodes, cancellationToken));

#pragma warning disable RS1030 // A field's initializer and its references may be in other files. One model per file is created, and only if a rule follows such a field.
    private SemanticModel ModelOf(IOperation operation, SyntaxTree tree) => operation.SemanticModel is { } model && model.SyntaxTree == tree
        ? model
        : _models.GetOrAdd(tree, key => compilation.GetSemanticModel(key));
#pragma warning restore RS1030
}
