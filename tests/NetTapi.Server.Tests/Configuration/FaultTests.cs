namespace NetTapi.Server.Tests.Configuration;

/// <summary>Every kind of wrong configuration gives one line that names the key.</summary>
public class FaultTests
{
    public static TheoryData<string, string> Faults => new()
    {
        // Keys
        { """{ "Nettapy": {} }""", "Nettapy: is not a key" },
        { """{ "NetTapi": { "Listn": [] } }""", "NetTapi:Listn: is not a key" },
        { """{ "NetTapi": { "LoginThrottle": { "Brust": 1 } } }""", "NetTapi:LoginThrottle:Brust: is not a key" },
        { """{ "NetTapi": { "Listen": [{ "Address": "127.0.0.1:1", "Port": 2 }] } }""", "NetTapi:Listen:0:Port: is not a key" },
        { """{ "Directory": { "Users": [{ "Uid": "1", "Name": "a", "Pin": "x" }] } }""", "Directory:Users:0:Pin: is not a key" },
        { """{ "Http": { "Listen": [] }, "Http": {} }""", "Http: is given twice in one file" },
        { """{ "Http": { "Listen": [], "listen": [] } }""", "Http:listen: is given twice in one file" },

        // Types
        { """{ "NetTapi": [] }""", "NetTapi: must be a section: { … }" },
        { """{ "NetTapi": { "MaxUnits": "64" } }""", "NetTapi:MaxUnits: must be a whole number, and is the text \"64\"" },
        { """{ "NetTapi": { "MaxUnits": 6.4 } }""", "NetTapi:MaxUnits: must be a whole number from 1 to 10000, and is 6.4" },
        { """{ "NetTapi": { "MaxUnits": 0 } }""", "NetTapi:MaxUnits: must be a whole number from 1 to 10000, and is 0" },
        { """{ "NetTapi": { "MaxUnits": [1] } }""", "NetTapi:MaxUnits: must be a whole number, and is a list" },
        { """{ "NetTapi": { "Listen": "127.0.0.1:6500" } }""", "NetTapi:Listen: must be a list" },
        { """{ "NetTapi": { "Listen": [6500] } }""", "NetTapi:Listen:0: must be a text in quotation marks, and is 6500" },
        { """{ "Directory": { "Users": [ 5 ] } }""", "Directory:Users:0: must be a section: { … }" },
        { """{ "Directory": { "Statuses": [{ "Name": "Lunch", "Rings": "no" }] } }""", "Directory:Statuses:0:Rings: must be true or false, and is the text \"no\"" },
        { """{ "Directory": { "Users": [{ "Uid": 128, "Name": "ken" }] } }""", "Directory:Users:0:Uid: must be a text in quotation marks, and is 128" },

        // Addresses and networks
        { """{ "NetTapi": { "Listen": ["6500"] } }""", "NetTapi:Listen:0: must be an address and a port, like 127.0.0.1:6500 or [::1]:6500, and is \"6500\"" },
        { """{ "NetTapi": { "Listen": ["localhost:6500"] } }""", "NetTapi:Listen:0: must be an address and a port, like 127.0.0.1:6500 or [::1]:6500, and is \"localhost:6500\"" },
        { """{ "NetTapi": { "Listen": ["::1:6500"] } }""", "NetTapi:Listen:0: must be an address and a port, like 127.0.0.1:6500 or [::1]:6500, and is \"::1:6500\"" },
        { """{ "NetTapi": { "Listen": ["127.0.0.1:65536"] } }""", "NetTapi:Listen:0: must be an address and a port, like 127.0.0.1:6500 or [::1]:6500, and is \"127.0.0.1:65536\"" },
        { """{ "NetTapi": { "Listen": [{ "Encoding": "utf-8" }] } }""", "NetTapi:Listen:0:Address: is missing" },
        { """{ "NetTapi": { "Encoding": "utf-16" } }""", "NetTapi:Encoding: must be \"utf-8\" or \"windows-1252\" or \"latin1\", and is \"utf-16\"" },
        { """{ "NetTapi": { "AllowFrom": ["10.0.0.1/8"] } }""", "NetTapi:AllowFrom:0: must be a network like 10.0.0.0/8, with no bits behind its length, or an address, and is \"10.0.0.1/8\"" },
        { """{ "Sip": { "Listen": ["127.0.0.1:5060"] } }""", "Sip:Listen:0: must be like udp:127.0.0.1:5060 or tcp:[::1]:5060, and is \"127.0.0.1:5060\"" },
        { """{ "Sip": { "Listen": ["tls:127.0.0.1:5061"] } }""", "Sip:Listen:0: must be udp: or tcp:, the others come later, and is \"tls:127.0.0.1:5061\"" },
        { """{ "Sip": { "Listen": [] } }""", "Sip:Listen: must name one listener at least" },
        { """{ "Sip": { "AdvertisedAddress": "pbx.example" } }""", "Sip:AdvertisedAddress: must be an address, like 192.0.2.1, and is \"pbx.example\"" },
        { """{ "Sip": { "RtpPorts": "29999-20000" } }""", "Sip:RtpPorts: must be a range of two ports at least between 1024 and 65535, or \"0\" for any free ones, and is \"29999-20000\"" },
        { """{ "Sip": { "RtpPorts": 20000 } }""", "Sip:RtpPorts: must be a text in quotation marks, and is 20000" },
        { """{ "Sip": { "DigestAlgorithms": ["MD4"] } }""", "Sip:DigestAlgorithms:0: must be MD5 or SHA-256, and is \"MD4\"" },
        { """{ "Sip": { "DigestAlgorithms": [] } }""", "Sip:DigestAlgorithms: must name one algorithm at least" },
        { """{ "Sip": { "Realm": "a\"b" } }""", "Sip:Realm: must be letters, digits, dots, hyphens or underscores, and is \"a\"b\"" },
        { """{ "Http": { "Listen": ["https://127.0.0.1:8443"] } }""", "Http:Listen:0: must be http, TLS comes later, and is \"https://127.0.0.1:8443\"" },
        { """{ "Http": { "Listen": ["127.0.0.1:8080"] } }""", "Http:Listen:0: must be like http://127.0.0.1:8080, and is \"127.0.0.1:8080\"" },

        // Times, words, bounds that depend on each other
        { """{ "NetTapi": { "LoginTimeout": "30" } }""", "NetTapi:LoginTimeout: must be a time like 00:00:30, and is \"30\"" },
        { """{ "Switch": { "RingTimeout": "00:00:00" } }""", "Switch:RingTimeout: must be from 00:00:01 to 01:00:00, and is \"00:00:00\"" },
        { """{ "NetTapi": { "Access": "everyone" } }""", "NetTapi:Access: must be \"own-or-privileged\" or \"open\", and is \"everyone\"" },
        { """{ "NetTapi": { "MaxMessageBytes": 1000, "MaxValueBytes": 2000 } }""", "NetTapi:MaxValueBytes: must be a whole number from 1 to 1000, and is 2000" },
        { """{ "System": { "TimeZone": "Middle/Earth" } }""", "System:TimeZone: must be an IANA time zone like Europe/Berlin, and is \"Middle/Earth\"" },

        // What comes later
        { """{ "NetTapi": { "TlsListen": ["0.0.0.0:6501"] } }""", "NetTapi:TlsListen: is for TLS, which comes later: leave it out until then" },
        { """{ "NetTapi": { "Certificate": { "Path": "cert.pem" } } }""", "NetTapi:Certificate:Path: is for TLS, which comes later: leave it out until then" },
        { """{ "Database": { "Provider": "postgres" } }""", "Database:Provider: must be \"sqlite\" for now: PostgreSQL comes later, and is \"postgres\"" },
        { """{ "Database": { "ConnectionString": "" } }""", "Database:ConnectionString: must not be empty, and is \"\"" },

        // The directory's shape
        { """{ "Directory": { "Users": [{ "Uid": "1" }] } }""", "Directory:Users:0:Name: is missing" },
        { """{ "Directory": { "Users": [{ "Uid": "1", "Name": "a", "Privileges": ["root"] }] } }""", "Directory:Users:0:Privileges:0: must be \"oper\" or \"mgr\" or \"admin\", and is \"root\"" },
        { """{ "Directory": { "Gateways": [{ "Name": "c", "Address": "sip:127.0.0.1", "Lines": "24-1" }] } }""", "Directory:Gateways:0:Lines: must be numbers from 1 up like 1-24 or 1,3,5-8, 10000 at most, and is \"24-1\"" },
        { """{ "Directory": { "Gateways": [{ "Name": "c", "Address": "sip:127.0.0.1", "Lines": "1-3,2" }] } }""", "Directory:Gateways:0:Lines: names a number twice, and is \"1-3,2\"" },
        { """{ "Directory": { "Gateways": [{ "Name": "c", "Address": "sip:127.0.0.1", "Lines": "1-2000000000" }] } }""", "Directory:Gateways:0:Lines: must be numbers from 1 up like 1-24 or 1,3,5-8, 10000 at most, and is \"1-2000000000\"" },
        { """{ "Directory": { "TrunkGroups": [{ "Number": 10 }] } }""", "Directory:TrunkGroups:0:Number: must be a whole number from 0 to 9, and is 10" },
        { """{ "Directory": { "Routes": [{ "Number": "*", "To": "128" }] } }""", "Directory:Routes:0:To: must be user:UID, group:NAME, ivr:NAME, room:NUMBER, number:NUMBER or hangup, and is \"128\"" },
        { """{ "Directory": { "Routes": [{ "Number": "*" }] } }""", "Directory:Routes:0:To: is missing" },
        { """{ "Directory": { "Groups": [{ "Name": "a", "Order": "random", "Members": [] }] } }""", "Directory:Groups:0:Order: must be \"all\" or \"serial\", and is \"random\"" },
        { """{ "Directory": { "Groups": [{ "Name": "a", "RingTimes": "00:00:05" }] } }""", "Directory:Groups:0:RingTimes: is not a key" },
        { """{ "Directory": { "Groups": [{ "Name": "a", "RingTime": "00:00:00" }] } }""", "Directory:Groups:0:RingTime: must be from 00:00:01 to 1.00:00:00, and is \"00:00:00\"" },
        { """{ "Directory": { "Scripts": [{ "Name": "a", "Hours": [{ "Days": "mo-fr", "From": "08:00", "To": "17:00" }] }] } }""", "Directory:Scripts:0:Hours:0:Days: must be days like mon-fri, sat or mon,wed-fri, and is \"mo-fr\"" },
        { """{ "Directory": { "Scripts": [{ "Name": "a", "Hours": [{ "Days": "mon", "From": "8", "To": "17:00" }] }] } }""", "Directory:Scripts:0:Hours:0:From: must be a time of day like 08:00, and is \"8\"" },
        { """{ "Directory": { "Scripts": [{ "Name": "a", "Hours": [{ "Days": "mon", "From": "08:00" }] }] } }""", "Directory:Scripts:0:Hours:0:To: is missing" },
        { """{ "Directory": { "Scripts": [{ "Name": "a", "Menu": { "12": "hangup" } }] } }""", "Directory:Scripts:0:Menu:12: is not one of 0-9, * and #" },
        { """{ "Directory": { "Scripts": [{ "Name": "a", "Menu": { "1": "rewind" } }] } }""", "Directory:Scripts:0:Menu:1: must be user:UID, group:NAME, ivr:NAME, room:NUMBER, number:NUMBER or hangup, and is \"rewind\"" },
        { """{ "Directory": { "Rooms": [{ "Name": "a" }] } }""", "Directory:Rooms:0:Number: is missing" },
        { """{ "Directory": { "ParkPlaces": {} } }""", "Directory:ParkPlaces:Places: is missing" },
        { """{ "Directory": { "FeatureCodes": { "Fax": "*1" } } }""", "Directory:FeatureCodes:Fax: is not a key" },
        { """{ "Directory": { "EmergencyNumbers": [112] } }""", "Directory:EmergencyNumbers:0: must be a text in quotation marks, and is 112" },
        { """{ "Directory": { "Gateways": [{ "Name": "c", "Address": "sip:127.0.0.1", "NumbersIn": [{ "Match": "+1" }] }] } }""", "Directory:Gateways:0:NumbersIn:0:Replace: is missing" },
        { """{ "Directory": { "Gateways": [{ "Name": "c", "Address": "sip:127.0.0.1", "Codecs": ["GSM"] }] } }""", "Directory:Gateways:0:Codecs:0: must be \"PCMU\" or \"PCMA\" or \"G722\", and is \"GSM\"" },
        { """{ "Directory": { "TrunkGroups": [{ "Number": 1, "Pick": "any" }] } }""", "Directory:TrunkGroups:0:Pick: must be \"ascending\" or \"descending\" or \"least-recently-used\", and is \"any\"" },

        // Calls and recordings
        { """{ "Switch": { "MediaTimeout": "00:00:01" } }""", "Switch:MediaTimeout: must be from 00:00:05 to 1.00:00:00, and is \"00:00:01\"" },
        { """{ "Switch": { "MediaTimeoutAction": "drop" } }""", "Switch:MediaTimeoutAction: must be \"end\" or \"keep\", and is \"drop\"" },
        { """{ "Switch": { "Dtmf": { "Gap": "00:00:00.010" } } }""", "Switch:Dtmf:Gap: must be from 00:00:00.0400000 to 00:00:01, and is \"00:00:00.010\"" },
        { """{ "Switch": { "MusicOnHold": "" } }""", "Switch:MusicOnHold: must not be empty, and is \"\"" },
        { """{ "Sip": { "SessionExpires": "00:01:00" } }""", "Sip:SessionExpires: must be 00:00:00 for none, or from 00:01:30 to 1.00:00:00, and is \"00:01:00\"" },
        { """{ "Sip": { "SessionExpires": "00:02:00", "MinimumSessionExpires": "00:03:00" } }""", "Sip:MinimumSessionExpires: must be from 00:01:30 to 00:02:00, and is \"00:03:00\"" },
        { """{ "Recordings": { "Beep": "often" } }""", "Recordings:Beep: must be \"none\" or \"start\" or \"repeat\", and is \"often\"" },
        { """{ "Recordings": { "RetainDays": 0 } }""", "Recordings:RetainDays: must be a whole number from 1 to 36500, and is 0" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_is_wrong_is_named_by_its_key_path(string file, string fault)
    {
        var result = ConfigurationText.Load([file]);
        Assert.Equal([fault], result.Faults.Select(found => found.ToString()));
        Assert.Null(result.Options);
    }

    [Fact]
    public void All_faults_are_named_at_once()
    {
        var result = ConfigurationText.Load(["""{ "NetTapi": { "MaxUnits": 0 }, "Sip": { "Realm": "" }, "Oops": 1 }"""]);
        Assert.Equal(["NetTapi:MaxUnits", "Oops", "Sip:Realm"], result.Faults.Select(fault => fault.Path).Order());
    }

    [Theory]
    [InlineData("{ \"NetTapi\": ", "line 1, byte 14: not valid JSON")]
    [InlineData("[]", "must hold one object: { … }")]
    public void A_file_that_is_no_configuration_is_named(string text, string message) =>
        Assert.Equal(message, Assert.Single(ConfigurationText.Load([text]).Faults).Message);

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var result = NetTapi.Server.Configuration.ConfigurationLoader.Load(new(["/nowhere/at/all.json"], [], []));
        Assert.Equal("/nowhere/at/all.json", Assert.Single(result.Faults).Path);
    }

    [Fact]
    public void A_list_given_by_index_must_begin_at_0_and_have_no_gaps()
    {
        var result = ConfigurationText.Load([], arguments: ["NetTapi:AllowFrom:1=10.0.0.0/8"]);
        Assert.Equal("NetTapi:AllowFrom:0: is missing: a list is given whole, from index 0", Assert.Single(result.Faults).ToString());
    }
}
