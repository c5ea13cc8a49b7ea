using NetTapi.Sip.Invites;

namespace NetTapi.Switch.Calls;

/// <summary>What calls leave to the features: who asks for one, and what they must know of. On the loop.</summary>
internal interface IFeatures
{
    /// <summary>A party is answered, and alone with the switch: it waits for others, or is played to.</summary>
    void OnAnswered(Leg leg);

    /// <summary>A party is connected with others; told again whenever others come.</summary>
    void OnConnected(Call call, Leg leg);

    /// <summary>A party leaves; its leg may live on.</summary>
    void OnLeft(Call call, Leg leg);

    /// <summary>A party goes away into another call for a while, from where <see cref="OnConnected"/> tells its return.</summary>
    void OnAway(Call call, Leg leg);

    /// <summary>A party put the others on hold, or took them back.</summary>
    void OnHold(Leg leg);

    /// <summary>A party that is connected with others pressed a key.</summary>
    /// <param name="call">The call.</param>
    /// <param name="leg">Its leg.</param>
    /// <param name="digit">The key.</param>
    /// <param name="isInSound">Whether it was heard in the sound, and so by the others.</param>
    void OnDigit(Call call, Leg leg, char digit, bool isInSound);

    /// <summary>A party's phone asks for a transfer.</summary>
    void OnRefer(Call call, SipLeg leg, IncomingRefer refer);

    /// <summary>A party hung up in a call for which it had left another one; its leg is over.</summary>
    /// <param name="home">The call it had left, where it is still a member.</param>
    /// <param name="away">The call it was in.</param>
    /// <param name="leg">The leg.</param>
    void OnHungUpAway(Call home, Call away, Leg leg);
}
