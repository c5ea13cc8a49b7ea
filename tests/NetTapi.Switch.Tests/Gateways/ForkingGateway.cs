using System.Net;
using NetTapi.Media;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Sip.Transport;

namespace NetTapi.Switch.Tests.Gateways;

/// <summary>A gateway behind which one call rings at several places, each of which answers as a test says.</summary>
internal sealed class ForkingGateway : ITransportReceiver
{
    private readonly Office _office;
    private readonly ITransport _transport;
    private Flow? _flow;

    public ForkingGateway(Office office, IPEndPoint address)
    {
        _office = office;
        _transport = office.Network.Attach(address);
        _transport.Start(this);
    }

    /// <summary>The latest INVITE.</summary>
    public SipRequest? Invite { get; private set; }

    public void OnMessage(Flow flow, ReadOnlyMemory<byte> message)
    {
        _flow = flow;
        if (!SipParser.TryParse(message, out var parsed, out _) || parsed is not SipRequest request) return;
        if (request.Is(SipMethods.Invite)) Invite = request;
        else if (request.Method != SipMethods.Ack) Send(SipResponse.For(request, 200));
    }

    public void OnFlowFailed(Flow flow) => throw new InvalidOperationException("UDP does not fail.");

    /// <summary>A place answers, with its sound or without.</summary>
    public void Answer(int status, string tag, IMediaLeg? sound = null)
    {
        var response = SipResponse.For(Invite!, status, null, tag);
        response = response.With(HeaderNames.Contact, $"<sip:{tag}@{_transport.Local}>");
        if (sound is not null) response = response.WithBody(SessionDescription.ContentType, ScriptedParty.Audio(sound.Local.Address.ToString(), sound.Local.Port, SdpCodec.Pcmu).ToBytes());
        Send(response);
        _office.Run(0.5);
    }

    /// <summary>The sound of a place.</summary>
    public IMediaLeg Open()
    {
        IMediaLeg? opened = null;
        _office.Media.OpenLeg(_transport.Local.Address, leg => opened = leg);
        _office.Run(0.1);
        Assert.True(SdpBody.TryRead(Invite!, out var offer));
        opened!.Negotiate(new MediaPeer(AudioEndpoint.Of(offer!)!.Target!, AudioCodec.Pcmu, 0, null, Sends: true, Receives: true));
        return opened;
    }

    private void Send(SipResponse response) => _transport.Send(_flow!, SipWriter.ToArray(response));
}
