using CsCheck;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Tests.Agents;

/// <summary>Any history of registrations, in any order and at any time, against the rules of RFC 3261 10.3 written down naively.</summary>
public class RegistrarModelTests
{
    private sealed record Step(string User, string CallId, uint CSeq, int[] Contacts, int Expires, bool IsStar, int SecondsBefore);

    private sealed record Bound(double EndsAt, string CallId, uint CSeq);

    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Bool.Select(first => first ? "128" : "129"),
        Gen.Bool.Select(first => first ? "one" : "two"),
        Gen.UInt[1, 6],
        Gen.Int[1, 3].Array[0, 3],
        Gen.OneOf(Gen.Const(0), Gen.Int[1, 59], Gen.Int[60, 300], Gen.Const(99_999)),
        Gen.Frequency((5, Gen.Const(false)), (1, Gen.Const(true))),
        Gen.Int[0, 120],
        (user, callId, cseq, contacts, expires, isStar, before) => new Step(user, callId, cseq, contacts, expires, isStar, before));

    [Fact]
    public void Every_history_leaves_the_bindings_the_rules_say_and_in_the_end_none() => Steps.Array[1, 25].Sample(
        steps =>
        {
            var house = new RegistrarHouse();
            var model = new Dictionary<(string User, int Contact), Bound>();
            foreach (var step in steps)
            {
                house.Loop.Run(TimeSpan.FromSeconds(step.SecondsBefore));
                var now = house.Loop.Now.Monotonic.TotalSeconds;
                foreach (var ended in model.Where(entry => entry.Value.EndsAt <= now).ToArray()) model.Remove(ended.Key);

                Assert.Equal(Expect(model, step, now), house.Send(Request(step)).Status);
                foreach (var user in new[] { "128", "129" })
                    Assert.Equal(model.Keys.Where(key => key.User == user).Select(key => Contact(key.Contact)).Order(), house.ContactsOf(user).Order());
            }

            house.Loop.RunUntilIdle();
            Assert.Equal(0, house.Table.Count);
            Assert.Equal(0, house.Loop.PendingTimers);
        },
        iter: 500);

    private static int Expect(Dictionary<(string User, int Contact), Bound> model, Step step, double now)
    {
        var touched = step.IsStar ? [.. model.Keys.Where(key => key.User == step.User)] : step.Contacts.Select(contact => (step.User, contact)).ToArray();
        if (step.IsStar && step.Expires != 0) return 400;
        if (!step.IsStar && touched.Length > 0 && step.Expires is > 0 and < 60) return 423;
        if (touched.Any(key => model.TryGetValue(key, out var bound) && bound.CallId == step.CallId && bound.CSeq >= step.CSeq)) return 500;
        foreach (var key in touched)
        {
            if (step.Expires == 0) model.Remove(key);
            else model[key] = new Bound(now + Math.Min(step.Expires, 3600), step.CallId, step.CSeq);
        }

        return 200;
    }

    private static SipRequest Request(Step step)
    {
        var contact = step.IsStar ? "*" : string.Join(", ", step.Contacts.Select(number => $"<{Contact(number)}>"));
        return RegistrarHouse.Register(step.User, step.CSeq, contact.Length == 0 ? null : contact, $"{step.Expires}", step.CallId);
    }

    private static string Contact(int number) => $"sip:phone{number}@192.0.2.1";
}
