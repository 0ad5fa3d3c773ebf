using FsCheck;
using FsCheck.Experimental;
using FsCheck.Xunit;

namespace OpenRouterKeys.Fluent.Tests.Machine;

public class CreationMachineTests
{
    [Property(MaxTest = 100, QuietOnSuccess = true)]
    public Property Every_key_that_exists_was_returned_or_told_unknown_whatever_happens() => StateMachine.ToProperty(new CreationMachine(steps: 20));
}
