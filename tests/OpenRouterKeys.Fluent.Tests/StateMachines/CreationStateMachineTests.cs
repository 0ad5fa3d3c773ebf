using FsCheck;
using FsCheck.Experimental;
using FsCheck.Xunit;

namespace OpenRouterKeys.Fluent.Tests.StateMachines;

public class CreationStateMachineTests
{
    [Property(MaxTest = 100, QuietOnSuccess = true)]
    public Property Every_existing_key_was_returned_or_reported_as_unknown() => StateMachine.ToProperty(new CreationStateMachine(steps: 20));
}
