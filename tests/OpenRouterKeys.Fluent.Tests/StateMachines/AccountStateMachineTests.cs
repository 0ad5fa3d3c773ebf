using FsCheck;
using FsCheck.Experimental;
using FsCheck.Xunit;

namespace OpenRouterKeys.Fluent.Tests.StateMachines;

public class AccountStateMachineTests
{
    [Property(MaxTest = 50, QuietOnSuccess = true)]
    public Property No_key_is_skipped_loosened_lost_or_created_twice() => StateMachine.ToProperty(new AccountStateMachine(steps: 12));
}
