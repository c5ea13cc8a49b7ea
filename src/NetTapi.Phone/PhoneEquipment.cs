using System.Net;
using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Sip.Agents;

namespace NetTapi.Phone;

/// <summary>What a phone is made of: real sockets, or a simulated loop, network and media plane; it cannot tell.</summary>
/// <param name="Loop">The loop on which all of it runs.</param>
/// <param name="Agent">Its SIP; nobody else's, for its calls come to the phone.</param>
/// <param name="Media">Its sound.</param>
/// <param name="Local">Where its SIP listens; media is received on the same address.</param>
public sealed record PhoneEquipment(IControlLoop Loop, UserAgent Agent, IMediaPlane Media, IPEndPoint Local);
