// Gives the worker the API of libsrtp 3 on top of libsrtp 2, which is what distributions package.
// Two things differ: policies are objects behind a handle, and (un)protecting goes from one buffer
// into another. Only what the worker calls is here.
#pragma once

#include <srtp2/srtp.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>

// The worker gives every status a text. libsrtp 2 never answers with these two; their values are
// free in it and still inside the range that its enum can hold.
inline constexpr auto srtp_err_status_buffer_small = static_cast<srtp_err_status_t>(30);
inline constexpr auto srtp_err_status_cryptex_err  = static_cast<srtp_err_status_t>(31);

namespace libsrtp3
{
	struct PolicyObject
	{
		srtp_policy_t fields{};
		// libsrtp 2 wants master key and salt in one piece, which must live until srtp_create().
		std::uint8_t masterKeyAndSalt[SRTP_MAX_KEY_LEN]{};
	};

	using Policy = PolicyObject*;

	inline srtp_err_status_t createPolicy(Policy* policy)
	{
		*policy = new (std::nothrow) PolicyObject();

		return *policy ? srtp_err_status_ok : srtp_err_status_alloc_fail;
	}

	inline void destroyPolicy(Policy policy)
	{
		delete policy;
	}

	inline srtp_err_status_t setSsrc(Policy policy, srtp_ssrc_t ssrc)
	{
		policy->fields.ssrc = ssrc;

		return srtp_err_status_ok;
	}

	inline srtp_err_status_t setProfile(Policy policy, srtp_profile_t profile)
	{
		// These two know the exception of RFC 5764, 4.1.2: with AES128_CM_SHA1_32, SRTCP keeps its
		// 80 bit tag.
		const auto status = srtp_crypto_policy_set_from_profile_for_rtp(&policy->fields.rtp, profile);

		if (status != srtp_err_status_ok)
		{
			return status;
		}

		return srtp_crypto_policy_set_from_profile_for_rtcp(&policy->fields.rtcp, profile);
	}

	inline srtp_err_status_t addKey(
	  Policy policy,
	  const std::uint8_t* key,
	  std::size_t keyLength,
	  const std::uint8_t* salt,
	  std::size_t saltLength,
	  const std::uint8_t* /*mki*/,
	  std::size_t mkiLength)
	{
		if (mkiLength != 0 || keyLength + saltLength > sizeof(policy->masterKeyAndSalt))
		{
			return srtp_err_status_bad_param;
		}

		std::memcpy(policy->masterKeyAndSalt, key, keyLength);
		std::memcpy(policy->masterKeyAndSalt + keyLength, salt, saltLength);
		policy->fields.key = policy->masterKeyAndSalt;

		return srtp_err_status_ok;
	}

	inline srtp_err_status_t setAllowRepeatTx(Policy policy, bool isAllowed)
	{
		policy->fields.allow_repeat_tx = isAllowed ? 1 : 0;

		return srtp_err_status_ok;
	}

	inline srtp_err_status_t setWindowSize(Policy policy, std::size_t packets)
	{
		policy->fields.window_size = packets;

		return srtp_err_status_ok;
	}

	inline srtp_err_status_t createSession(srtp_t* session, Policy policy)
	{
		return srtp_create(session, &policy->fields);
	}

	// The worker hands the SSRC over in network byte order, and that is what libsrtp 2 compares with.
	inline srtp_err_status_t removeStream(srtp_t session, std::uint32_t ssrcInNetworkOrder)
	{
		return srtp_remove_stream(session, ssrcInNetworkOrder);
	}

	using TransformInPlace = srtp_err_status_t (*)(srtp_t, void*, int*);

	// `growth` is how much longer the transform may make the packet, in bytes.
	inline srtp_err_status_t transform(
	  TransformInPlace call,
	  std::size_t growth,
	  srtp_t session,
	  const std::uint8_t* input,
	  std::size_t inputLength,
	  std::uint8_t* output,
	  std::size_t* outputLength)
	{
		if (inputLength + growth > *outputLength)
		{
			return srtp_err_status_buffer_small;
		}

		if (output != input)
		{
			std::memmove(output, input, inputLength);
		}

		auto length       = static_cast<int>(inputLength);
		const auto status = call(session, output, &length);

		if (status == srtp_err_status_ok)
		{
			*outputLength = static_cast<std::size_t>(length);
		}

		return status;
	}

	// SRTCP adds an index of four bytes to the trailer (RFC 3711, 3.4).
	inline constexpr std::size_t RtpGrowth{ SRTP_MAX_TRAILER_LEN };
	inline constexpr std::size_t RtcpGrowth{ SRTP_MAX_TRAILER_LEN + 4 };

	inline srtp_err_status_t protect(
	  srtp_t session,
	  const std::uint8_t* rtp,
	  std::size_t rtpLength,
	  std::uint8_t* srtp,
	  std::size_t* srtpLength,
	  std::size_t /*mkiIndex*/)
	{
		return transform(srtp_protect, RtpGrowth, session, rtp, rtpLength, srtp, srtpLength);
	}

	inline srtp_err_status_t protectRtcp(
	  srtp_t session,
	  const std::uint8_t* rtcp,
	  std::size_t rtcpLength,
	  std::uint8_t* srtcp,
	  std::size_t* srtcpLength,
	  std::size_t /*mkiIndex*/)
	{
		return transform(srtp_protect_rtcp, RtcpGrowth, session, rtcp, rtcpLength, srtcp, srtcpLength);
	}

	inline srtp_err_status_t unprotect(
	  srtp_t session,
	  const std::uint8_t* srtp,
	  std::size_t srtpLength,
	  std::uint8_t* rtp,
	  std::size_t* rtpLength)
	{
		return transform(srtp_unprotect, 0, session, srtp, srtpLength, rtp, rtpLength);
	}

	inline srtp_err_status_t unprotectRtcp(
	  srtp_t session,
	  const std::uint8_t* srtcp,
	  std::size_t srtcpLength,
	  std::uint8_t* rtcp,
	  std::size_t* rtcpLength)
	{
		return transform(srtp_unprotect_rtcp, 0, session, srtcp, srtcpLength, rtcp, rtcpLength);
	}
} // namespace libsrtp3

// libsrtp 2 already has these names with other signatures; from here on they mean libsrtp 3's.
#define srtp_policy_t libsrtp3::Policy
#define srtp_policy_create libsrtp3::createPolicy
#define srtp_policy_destroy libsrtp3::destroyPolicy
#define srtp_policy_set_ssrc libsrtp3::setSsrc
#define srtp_policy_set_profile libsrtp3::setProfile
#define srtp_policy_add_key libsrtp3::addKey
#define srtp_policy_set_allow_repeat_tx libsrtp3::setAllowRepeatTx
#define srtp_policy_set_window_size libsrtp3::setWindowSize
#define srtp_create libsrtp3::createSession
#define srtp_stream_remove libsrtp3::removeStream
#define srtp_protect libsrtp3::protect
#define srtp_protect_rtcp libsrtp3::protectRtcp
#define srtp_unprotect libsrtp3::unprotect
#define srtp_unprotect_rtcp libsrtp3::unprotectRtcp
