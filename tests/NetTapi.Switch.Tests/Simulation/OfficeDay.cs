using System.Net;
using System.Text;
using NetTapi.Loop;
using NetTapi.Phone;
using NetTapi.Sip.Messages;
using NetTapi.Switch.Tests.Gateways;
using NetTapi.Telephony.Desks;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Notices;
using NetTapi.Testing;

namespace NetTapi.Switch.Tests.Simulation;

/// <summary>A busy minute of an office, made by chance from one seed: who calls whom when, what the phones do about it, who hangs up in the middle, and how badly the network behaves.</summary>
public sealed class OfficeDay
{
    /// <summary>What went over the wire in a day that had some of everything: methods and statuses, and what phones and carriers saw of their own calls.</summary>
    public const string Prack = "PRACK", Update = "UPDATE", Redirected = "302", Registered = "gateway registered at", Transferred = "transferred by REFER", LateOffer = "answered without an offer";

    private const int Happenings = 40;
    private const int Seconds = 60;

    private static readonly string[] Numbers = ["9725551128", "9725551107", "9725551144", "+9725551128", "9725550000", "9725551100", "9725551199"];
    private static readonly string[] Dialled = ["92148441111", "822148441111", "128", "107", "144", "87123", "9,1", "500", "501", "502", "600", "600", "701", "702", "*70", "*71701", "*752", "*753"];
    private static readonly string[] Keys = ["1", "2", "3", "144", "*70", "*70#", "*70701#", "*70702#", "*72144#", "*72600#", "*72502#", "*73107#", "*73144#", "*73500#", "*73501#", "*73502#", "*73600#", "*7392148441111#", "*73", "*74", "*", "#9*", "*72999#"];
    private static readonly string[] Targets = ["128", "107", "144", "500", "501", "502", "600", "92148441111", "*70", "701", "999"];
    private static readonly string[] Addresses = ["9,2148441111", "82,2148441111", "9,#", "84,1", "nobody"];
    private static readonly string[] Uids = ["128", "107", "144"];

    /// <summary>The house, and one of its gateways wants us registered.</summary>
    private static readonly DirectoryData Data = WholeOffice.Data with
    {
        Gateways = [WholeOffice.Data.Gateways[0], WholeOffice.Data.Gateways[1] with { Register = true, Username = "acme", Password = "pass" }],
    };

    private readonly WholeOffice _office;
    private readonly SeededEntropy _chance;
    private readonly SimulatedLoop _loop;
    private readonly HashSet<IPEndPoint> _silent = [];
    private readonly HashSet<PhoneCall> _transferred = [];
    private readonly List<PhoneCall> _withoutOffer = [];
    private readonly Dictionary<string, int> _sent = [];
    private int? _refusing;
    private int _asked;
    private int _answered;

    public OfficeDay(ulong seed)
    {
        _office = new WholeOffice(seed);
        _loop = _office.Loop;
        _chance = new SeededEntropy(seed * 7919);
    }

    /// <summary>The house.</summary>
    public WholeOffice Office => _office;

    /// <summary>How often it had what.</summary>
    public IReadOnlyDictionary<string, int> Kinds => new Dictionary<string, int>
    {
        [Prack] = _sent.GetValueOrDefault(Prack),
        [Update] = _sent.GetValueOrDefault(Update),
        [Redirected] = _sent.GetValueOrDefault(Redirected),
        [Registered] = _sent.GetValueOrDefault(Registered),
        [Transferred] = _transferred.Count,
        [LateOffer] = _withoutOffer.Count(call => call.Status == 200),
    };

    /// <summary>Runs it to the end and says what was wrong.</summary>
    public IReadOnlyList<string> Run()
    {
        Open();
        _office.Network.Manners = new NetworkManners { Loss = _chance.Next(8), Doubles = _chance.Next(8), Jitter = Milliseconds(300) };
        for (var i = 0; i < 3; i++) Watch();
        for (var i = 0; i < Happenings; i++) _loop.Schedule(Milliseconds(Seconds * 1000), Happen);
        _loop.Run(TimeSpan.FromSeconds(Seconds));
        if (OneIn(4)) _loop.Post(_office.Switch.Stop);
        else _loop.Post(HangUpAll);
        _loop.Run(TimeSpan.FromMinutes(2));

        // A peer that lost its BYE for good has a call of its own still.
        _office.Network.Manners = NetworkManners.Good;
        _silent.Clear();
        _loop.Post(HangUpAll);
        _loop.Run(TimeSpan.FromMinutes(5));

        // Gateways are watched to the end of the switch.
        _loop.Post(_office.Switch.Stop);
        _loop.Run(TimeSpan.FromMinutes(1));
        if (_asked != _answered) _office.Violate($"{_asked} dials were asked for and {_answered} answered");
        return _office.Audit();
    }

    private void Open()
    {
        _office.Carrier.Script = _ => _refusing is { } status ? AnswerScript.Reject(status) : Script(SipUri.Sip("2148442222", Tests.Office.CarrierAddress));
        _office.Backup.Script = _ => Script(SipUri.Sip("2148442222", WholeOffice.BackupAddress));
        _office.Backup.Equipment.Agent.Handle(SipMethods.Register, GatewayTests.RegistrarOf(_loop, "acme", "pass", out _));
        _office.Directory.Replace(new DirectoryIndex(Data));
        _office.Network.Passes = (from, to, message) =>
        {
            Count(from, to, message.Span);
            return !_silent.Contains(from) && !_silent.Contains(to);
        };
        foreach (var phone in _office.Phones)
        {
            phone.Script = _ => Script(SipUri.Sip(Pick(Targets), Tests.Office.ServerAddress));
            phone.Observer = notice =>
            {
                if (notice.Call is { TransferStatus: 200 } call) _transferred.Add(call);
            };
        }
    }

    private void Count(IPEndPoint from, IPEndPoint to, ReadOnlySpan<byte> message)
    {
        var words = Encoding.ASCII.GetString(message[..Math.Min(message.Length, 11)]).Split(' ');
        var kind = words[0] == "SIP/2.0" ? words[1] : words[0];
        var isOurs = from.Equals(Tests.Office.ServerAddress);
        // The switch makes sure of its own ringing too: what is looked for here is that of phones.
        if (kind == Prack && !isOurs) return;
        if (kind == SipMethods.Register && isOurs && to.Equals(WholeOffice.BackupAddress)) kind = Registered;
        _sent[kind] = _sent.GetValueOrDefault(kind) + 1;
    }

    private void Happen()
    {
        _office.AuditCalls();
        switch (_chance.Next(21))
        {
            case 0 or 1 or 2:
                var caller = new OutsideCaller("9729859901", "FACETCORP") { Privacy = OneIn(5) ? "id" : null };
                Call(lateOffer => _office.Carrier.Call(Pick(Numbers), caller, Maybe(20), Maybe(15), lateOffer));
                break;
            case 3 or 4:
                Call(lateOffer => Pick(_office.Phones).Call(OneIn(12) ? "112" : Pick(Dialled), Maybe(20), Maybe(15), lateOffer));
                break;
            case 5 or 6:
                Dial();
                break;
            case 7 or 8:
                if (AnyCall() is { } ended) ended.HangUp();
                break;
            case 9:
                AnyCall()?.Hold(OneIn(2), Pick(Enum.GetValues<HoldStyle>()), byUpdate: OneIn(2));
                break;
            case 10:
                _office.Desk.ChangeStatus(WholeOffice.Operator, Pick(Uids), Pick(["Available", "Available", "Lunch", "Out"]));
                break;
            case 11:
                Ask();
                break;
            case 12 or 13:
                AnyPhoneCall()?.SendDigits(Pick(Keys));
                break;
            case 14 or 15:
                Transfer();
                break;
            case 16:
                Trouble();
                break;
            case 17:
                AnyCall()?.OfferAgain(byUpdate: OneIn(2));
                break;
            default:
                ChangeSessionsOrDirectory();
                break;
        }
    }

    private void Call(Func<bool, PhoneCall> call)
    {
        var lateOffer = OneIn(5);
        var called = call(lateOffer);
        if (lateOffer) _withoutOffer.Add(called);
    }

    private void Dial()
    {
        _asked++;
        var isAnswered = false;
        _office.Desk.Dial(WholeOffice.Operator, Pick(Uids), Pick(Addresses), _ =>
        {
            if (isAnswered) _office.Violate("a dial was answered twice");
            isAnswered = true;
            _answered++;
        });
    }

    /// <summary>A gateway is not reached for a while, or says to everything that it can't.</summary>
    private void Trouble()
    {
        if (OneIn(2))
        {
            var gateway = Pick([Tests.Office.CarrierAddress, WholeOffice.BackupAddress]);
            _silent.Add(gateway);
            _loop.Schedule(Milliseconds(40_000), () => _silent.Remove(gateway));
        }
        else
        {
            _refusing = Pick([503, 500, 404, 486]);
            _loop.Schedule(Milliseconds(20_000), () => _refusing = null);
        }
    }

    private void Transfer()
    {
        if (_office.Switch.Figures.Parked > 0)
        {
            Pick(_office.Phones).Call(Pick(["701", "702", "*71701"]), Maybe(20));
            return;
        }

        if (Pick(_office.Phones).Calls is not { Count: > 0 } calls) return;
        var call = Pick(calls);
        if (calls.Count > 1 && OneIn(2)) call.Transfer(calls.First(other => other != call));
        else call.Transfer(SipUri.Sip(Pick(Targets), Tests.Office.ServerAddress));
    }

    private void Ask()
    {
        if (OneIn(3)) _office.Desk.PlayDtmf(WholeOffice.Operator, Pick(Uids), "12#");
        else _office.Desk.SetRecording(WholeOffice.Operator, Pick(Uids), OneIn(2));
    }

    private void ChangeSessionsOrDirectory()
    {
        if (OneIn(2))
        {
            Watch();
        }
        else if (OneIn(2))
        {
            var session = Pick(_office.Sessions);
            session.IsOpen = false;
            _office.Desk.Forget(session);
        }
        else
        {
            _office.Directory.Replace(new DirectoryIndex(OneIn(2) ? Data : Data with { Routes = Data.Routes.RemoveAt(_chance.Next(3)) }));
        }
    }

    private void Watch()
    {
        var session = new AuditedSession();
        _office.Sessions.Add(session);
        foreach (var uid in Uids)
        {
            if (OneIn(4)) continue;
            var outcome = _office.Desk.Watch(WholeOffice.Operator, session, uid, OneIn(2) ? CallTypes.IncomingOutside : CallTypes.IncomingOutside | CallTypes.OutgoingOutside);
            if (outcome != InterestOutcome.Ok) _office.Violate($"{outcome}");
        }
    }

    private AnswerScript Script(SipUri elsewhere)
    {
        var script = _chance.Next(20) switch
        {
            0 or 1 => AnswerScript.Ring,
            2 or 3 => AnswerScript.Ignore,
            4 or 5 => AnswerScript.Reject(Pick([486, 603, 480, 404, 500]), Milliseconds(4000)),
            6 or 7 => new AnswerScript { EarlyMedia = true, RingTime = Milliseconds(6000), Status = OneIn(3) ? 486 : 200, TalkTime = Maybe(20) },
            8 => AnswerScript.Redirect(elsewhere, Milliseconds(4000)),
            _ => AnswerScript.Answer(Milliseconds(14000), Maybe(20)),
        };
        return script with { Reliable = OneIn(3) };
    }

    private PhoneCall? AnyCall()
    {
        PhoneCall[] calls = [.. _office.Phones.SelectMany(phone => phone.Calls), .. _office.Carrier.Calls, .. _office.Backup.Calls];
        return calls.Length == 0 ? null : Pick(calls);
    }

    private PhoneCall? AnyPhoneCall()
    {
        PhoneCall[] calls = [.. _office.Phones.SelectMany(phone => phone.Calls)];
        return calls.Length == 0 ? null : Pick(calls);
    }

    private void HangUpAll()
    {
        _office.Carrier.HangUpAll();
        _office.Backup.HangUpAll();
        foreach (var phone in _office.Phones) phone.HangUpAll();
    }

    private bool OneIn(int many) => _chance.Next(many) == 0;

    private T Pick<T>(IReadOnlyList<T> items) => items[_chance.Next(items.Count)];

    private TimeSpan Milliseconds(int below) => TimeSpan.FromMilliseconds(_chance.Next(below));

    private TimeSpan? Maybe(int seconds) => OneIn(3) ? null : Milliseconds(seconds * 1000);
}
