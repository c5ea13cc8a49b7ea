using NetTapi.Server.Sessions.Outbound;
using NetTapi.Telephony.Notices;

namespace NetTapi.Server.Sessions.FanOut;

/// <summary>A watcher that takes encoded notices. Nothing here blocks.</summary>
internal interface INoticeReceiver : IWatcher
{
    /// <summary>A number that divides receivers evenly among workers; it stays the same, so one worker serves a receiver always, in order.</summary>
    int Lane { get; }

    /// <summary>Puts a notice behind all that waits for the receiver.</summary>
    Added Take(EncodedNotice notice);

    /// <summary>Sends what waits.</summary>
    void Send();

    /// <summary>Ends the receiver, because it has missed a notice.</summary>
    void CutOff(CutOff reason);
}
