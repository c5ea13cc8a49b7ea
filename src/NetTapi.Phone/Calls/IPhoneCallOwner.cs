using NetTapi.Sip.Invites;

namespace NetTapi.Phone;

/// <summary>What a call needs of the phone it belongs to. On the loop.</summary>
internal interface IPhoneCallOwner
{
    /// <summary>Something happened.</summary>
    void Tell(PhoneNotice notice);

    /// <summary>The other side refers us to somebody.</summary>
    void Follow(IncomingRefer refer);
}
