using System.Runtime.CompilerServices;
using NetTapi.Loop;
using NetTapi.Sip.Invites;

namespace NetTapi.Sip.Tests.Invites;

/// <summary>What is kept of a call that is over: its transactions stay for half a minute, and a busy switch has thousands of them.</summary>
public class KeptCallTests
{
    [Fact]
    public void A_call_that_is_over_is_free_to_go_while_its_transactions_wait_for_stragglers()
    {
        var house = new CallHouse();
        var kept = CallOnce(house);
        Assert.True(house.Alice.Figures.Transactions > 0 && house.Bob.Figures.Transactions > 0);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.DoesNotContain(kept, one => one.IsAlive);
        house.RunOut();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] CallOnce(CallHouse house)
    {
        var caller = new Party { OnUp = session => house.Loop.Schedule(TimeSpan.FromSeconds(1), static up => up.End(), session) };
        IncomingInvite? taken = null;
        var callee = new Party { OnInvited = invite => taken = invite };
        house.Bob.InviteHandler = callee;
        OutgoingInvite? made = null;
        house.Loop.Post(() => made = house.Alice.Invite(CallHouse.To("192.0.2.2"), caller));
        house.Loop.Run(TimeSpan.FromSeconds(1));
        house.Loop.Post(() => callee.Accept(taken!));
        house.Loop.Run(TimeSpan.FromSeconds(3));
        house.Bob.InviteHandler = null;
        Assert.Equal(["ended Bye"], callee.Told);
        return [.. new object[] { made!, taken!, caller, callee, caller.Sessions[0], callee.Sessions[0] }.Select(one => new WeakReference(one))];
    }
}
