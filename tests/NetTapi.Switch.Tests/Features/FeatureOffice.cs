using System.Collections.Immutable;
using NetTapi.Phone;
using NetTapi.Telephony;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Tests.Features;

/// <summary>What tests of features have in common: an office, an outside call that a phone has answered, and who hears whom.</summary>
internal static class FeatureOffice
{
    /// <summary>The standard directory with something changed.</summary>
    public static Office With(Func<DirectoryData, DirectoryData> change, SwitchOptions? options = null) =>
        new(directory: change(Office.StandardDirectory), options: options);

    /// <summary>Changes one user.</summary>
    public static DirectoryData User(this DirectoryData data, string uid, Func<User, User> change) =>
        data with { Users = [.. data.Users.Select(user => user.Uid.Value == uid ? change(user) : user)] };

    /// <summary>A call from outside that a phone answered.</summary>
    public static PhoneCall Answered(this Office office, SoftPhone phone, string number = "9725551128")
    {
        var outside = office.Carrier.Call(number, new OutsideCaller("9729859901", "FACETCORP"));
        office.Run(2);
        phone.LastCall!.Answer();
        office.Run(1);
        Assert.Equal(PhoneCallState.Talking, outside.State);
        return outside;
    }

    /// <summary>Presses keys, and waits until they have been understood.</summary>
    public static void Press(this Office office, PhoneCall call, string keys)
    {
        Assert.True(call.SendDigits(keys));
        office.Run(5);
    }

    /// <summary>Whether two hear each other.</summary>
    public static bool Talk(this Office office, PhoneCall one, PhoneCall other) =>
        office.Media.Reaches(one.Leg!, other.Leg!) && office.Media.Reaches(other.Leg!, one.Leg!);

    /// <summary>Whether one hears another.</summary>
    public static bool Hears(this Office office, PhoneCall one, PhoneCall other) => office.Media.Reaches(other.Leg!, one.Leg!);

    /// <summary>Users by uid.</summary>
    public static ImmutableArray<UserId> Uids(params string[] uids) => [.. uids.Select(uid => new UserId(uid))];
}
